import { readFileSync } from "node:fs";

/** Between the clocks that a file's time and a process's start are told by. */
const tolerance = 2000;

/**
 * Whether a process that did something at the given time, in milliseconds since 1970, is still running.
 * One that started later has only the same number, which systems give out again: in a container soon.
 * Where the system does not tell when it started, it is taken for the one.
 */
export function isRunningSince(pid: number, time: number): boolean {
  if (!isRunning(pid)) return false;
  const start = startOf(pid);
  return start === undefined || start <= time + tolerance;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // The process is there but somebody else's.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** By this process, whose start both clocks tell: containers have other ideas of when the system's was. */
function startOf(pid: number): number | undefined {
  const [ticks, own] = [ticksOf(pid), ticksOf(process.pid)];
  if (ticks === undefined || own === undefined) return undefined;
  return performance.timeOrigin + ((ticks - own) * 1000) / ticksPerSecond;
}

/** What Linux tells its programs by, whatever it counts in. */
const ticksPerSecond = 100;

/** When a process started, in ticks since the system did: field 22 of /proc/PID/stat (proc(5)). */
function ticksOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the name, in which anything may stand.
    const ticks = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[22 - 3]);
    return Number.isFinite(ticks) ? ticks : undefined;
  } catch {
    return undefined;
  }
}
