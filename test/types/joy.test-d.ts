import { describe, expectTypeOf, test } from "vitest";
import {
  createClient,
  generateReferralInvitation,
  getCustomerReferralSummary,
  getCustomerReferrers,
  getReferralAnalytics,
  type GenerateReferralInvitationResponse,
  type GetCustomerReferrersResponse,
  type ListResponse,
  type SuccessResponse,
} from "../../generated/src/index.js";

const joy = createClient({ server: "staging", auth: { JoyAuth: "key", JoySecretAuth: "secret" } });

/** What a person would write against the client, and what peers get wrong. */
describe("probes", () => {
  test("1: data.inviteLink is string | undefined", async () => {
    const { data } = await generateReferralInvitation(joy, { body: { email: "" } });
    expectTypeOf(data?.inviteLink).toEqualTypeOf<string | undefined>();
  });

  test("2: a typo in a field is an error", async () => {
    const { data } = await generateReferralInvitation(joy, { body: { email: "" } });
    // @ts-expect-error There is no such field.
    void data?.inviteLnk;
  });

  test("3: an answer can be built without a cast", () => {
    const inviteLink = "https://example.com";
    expectTypeOf({ data: { inviteLink } }).toExtend<GenerateReferralInvitationResponse>();
    const answer: GenerateReferralInvitationResponse = { data: { inviteLink } };
    expectTypeOf(answer.data).not.toBeAny();
  });

  test("4: data[0]", async () => {
    const list = await getCustomerReferrers(joy, { path: { customerId: "" } });
    expectTypeOf(list.data?.[0]).toEqualTypeOf<Record<string, unknown> | undefined>();
  });

  test("5: for … of data", async () => {
    const list = await getCustomerReferrers(joy, { path: { customerId: "" } });
    for (const referrer of list.data ?? [])
      expectTypeOf(referrer).toEqualTypeOf<Record<string, unknown>>();
  });

  test("6: data.map and data.length", async () => {
    const list = await getCustomerReferrers(joy, { path: { customerId: "" } });
    expectTypeOf((list.data ?? []).map((referrer) => Object.keys(referrer).length)).toEqualTypeOf<
      number[]
    >();
    expectTypeOf(list.data?.length).toEqualTypeOf<number | undefined>();
  });

  test("7: an element of the list can be read", async () => {
    const list = await getCustomerReferrers(joy, { path: { customerId: "" } });
    expectTypeOf(list.data?.[0]?.["name"]).toEqualTypeOf<unknown>();
  });

  test("8: { data: [{ id: 1 }] } can be built", () => {
    const answer: GetCustomerReferrersResponse = { data: [{ id: 1 }] };
    expectTypeOf(answer).not.toBeNever();
  });

  test("9: the same with meta.count", () => {
    const answer: GetCustomerReferrersResponse = { data: [{ id: 1 }], meta: { count: 1 } };
    expectTypeOf(answer).not.toBeNever();
  });

  test("10: meta.count is number | undefined", async () => {
    const list = await getCustomerReferrers(joy, { path: { customerId: "" } });
    expectTypeOf(list.meta?.count).toEqualTypeOf<number | undefined>();
  });

  test("11: countCouponCodeUsage is number | undefined", async () => {
    const { data } = await getReferralAnalytics(joy);
    expectTypeOf(data?.countCouponCodeUsage).toEqualTypeOf<number | undefined>();
  });
});

describe("envelopes", () => {
  test("are generics, not intersections", () => {
    expectTypeOf<GenerateReferralInvitationResponse>().toEqualTypeOf<
      SuccessResponse<{ inviteLink?: string; referralCode?: string }>
    >();
    expectTypeOf<ListResponse<string>["data"]>().toEqualTypeOf<string[] | undefined>();
    expectTypeOf<ListResponse>().toExtend<SuccessResponse<Record<string, unknown>[]>>();
    expectTypeOf<ListResponse["meta"]>().toEqualTypeOf<{ count?: number } | undefined>();
  });
});

describe("createClient is as strict as the document", () => {
  const auth = { JoyAuth: "key", JoySecretAuth: "secret" };

  test("servers are known by name", () => {
    createClient({ server: "production", auth });
    createClient({ server: "https://proxy.example.com/joy", auth });
    // @ts-expect-error A misspelt name is not a URL.
    expectTypeOf(createClient).toBeCallableWith({ server: "prodution", auth });
  });

  test("both credentials are needed", () => {
    // @ts-expect-error The secret key is missing.
    expectTypeOf(createClient).toBeCallableWith({ server: "staging", auth: { JoyAuth: "key" } });
    // @ts-expect-error All credentials are missing.
    expectTypeOf(createClient).toBeCallableWith({ server: "staging" });
  });
});

describe("inputs", () => {
  test("what is required must be given", () => {
    // @ts-expect-error The body is required.
    expectTypeOf(generateReferralInvitation).toBeCallableWith(joy, {});
    // @ts-expect-error The e-mail address is required.
    expectTypeOf(generateReferralInvitation).toBeCallableWith(joy, { body: {} });
    // @ts-expect-error The path parameter is required.
    expectTypeOf(getCustomerReferralSummary).toBeCallableWith(joy);
    expectTypeOf(getReferralAnalytics).toBeCallableWith(joy);
  });
});
