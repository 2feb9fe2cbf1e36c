import {
  ApiError,
  BadRequestError,
  createClient,
  generateReferralInvitation,
  getCustomerReferralSummary,
  getCustomerReferrers,
  getReferralAnalytics,
  MissingCredentialsError,
  NotFoundError,
  PermissionDeniedError,
  TimeoutError,
  type Client,
} from "joy-loyalty-client";

declare const process: { readonly argv: readonly string[] };

const server = new URL(process.argv[2] ?? "");
const joy: Client = createClient({
  server,
  auth: { JoyAuth: "app-key", JoySecretAuth: () => Promise.resolve("secret-key") },
});
const results: Record<string, unknown> = {};

const { data } = await generateReferralInvitation(joy, { body: { email: "ada@example.com" } });
const link: string | undefined = data?.inviteLink;
results["invitation"] = link;

const list = await getCustomerReferrers(joy, { path: { customerId: "a/b ü" } });
results["referrers"] = (list.data ?? []).map((referrer) => referrer["name"]);
results["count"] = list.meta?.count;

const summary = await getCustomerReferralSummary(joy, { path: { customerId: "1" } }).withResponse();
results["summary"] = [summary.data.data?.totalPointEarnRefer, summary.response.status];

results["analytics"] = [
  (await getReferralAnalytics(joy)).data?.countCouponCodeUsage,
  (await getReferralAnalytics(joy, { query: { startDate: "2026-01-01" } })).data
    ?.countCouponCodeUsage,
];

results["retried"] = [
  (await getCustomerReferralSummary(joy, { path: { customerId: "flaky" } })).success,
  (await generateReferralInvitation(joy, { body: { email: "busy@example.com" } })).success,
];

async function failure(call: () => PromiseLike<unknown>): Promise<unknown> {
  try {
    await call();
    return "no error";
  } catch (error) {
    return error;
  }
}

const described = (error: unknown): unknown =>
  error instanceof ApiError ? [error.name, error.status, error.message] : String(error);

const missing = await failure(() => getCustomerReferrers(joy, { path: { customerId: "missing" } }));
results["missing"] = [missing instanceof NotFoundError, described(missing)];

const badEmail = await failure(() => generateReferralInvitation(joy, { body: { email: "ada" } }));
results["badEmail"] = [badEmail instanceof BadRequestError, described(badEmail)];

const basic = createClient({
  server,
  auth: { JoyAuth: "basic-plan", JoySecretAuth: "secret-key" },
});
const plan = await failure(() => getReferralAnalytics(basic));
results["plan"] = [plan instanceof PermissionDeniedError, described(plan)];

const wrong = createClient({ server, auth: { JoyAuth: "wrong", JoySecretAuth: "secret-key" } });
const outcome = await getReferralAnalytics(wrong).result();
results["wrongKey"] = outcome.ok ? outcome.data : [outcome.status, outcome.error];

results["broken"] = described(
  await failure(() =>
    getCustomerReferrers(joy, { path: { customerId: "broken" } }, { maxRetries: 0 }),
  ),
);

const slow = await failure(() =>
  getCustomerReferrers(joy, { path: { customerId: "slow" } }, { timeout: 50, maxRetries: 0 }),
);
results["slow"] = slow instanceof TimeoutError;

// @ts-expect-error A client that lacks a credential does not compile.
const half = createClient({ server, auth: { JoyAuth: "app-key" } });
results["halfKey"] =
  (await failure(() => getReferralAnalytics(half))) instanceof MissingCredentialsError;

console.log(JSON.stringify(results));
