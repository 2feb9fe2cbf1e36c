import type { LookupAddress } from "node:dns";
import { BlockList } from "node:net";

/** Whether only this machine, or others of its network, can be reached at an address. */
export function isPrivateAddress({ address, family }: LookupAddress): boolean {
  // An IPv4 address that is written as one of IPv6 (`::ffff:10.0.0.1`) is looked at as what it is.
  return privateAddresses.check(address, family === 6 ? "ipv6" : "ipv4");
}

/** Those that the registries of IANA for special purposes do not call globally reachable. */
const subnets: readonly (readonly [string, number, "ipv4" | "ipv6"])[] = [
  ["0.0.0.0", 8, "ipv4"],
  ["10.0.0.0", 8, "ipv4"],
  ["100.64.0.0", 10, "ipv4"],
  ["127.0.0.0", 8, "ipv4"],
  ["169.254.0.0", 16, "ipv4"],
  ["172.16.0.0", 12, "ipv4"],
  ["192.0.0.0", 24, "ipv4"],
  ["192.168.0.0", 16, "ipv4"],
  ["198.18.0.0", 15, "ipv4"],
  ["224.0.0.0", 4, "ipv4"],
  ["240.0.0.0", 4, "ipv4"],
  ["::", 128, "ipv6"],
  ["::1", 128, "ipv6"],
  ["fc00::", 7, "ipv6"],
  ["fe80::", 10, "ipv6"],
  ["ff00::", 8, "ipv6"],
];

const privateAddresses = new BlockList();
for (const [start, prefix, family] of subnets) privateAddresses.addSubnet(start, prefix, family);
