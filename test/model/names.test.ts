import { describe, expect, test } from "vitest";
import {
  camelCase,
  isKeyword,
  kebabCase,
  nameFromPath,
  newScope,
  pascalCase,
} from "../../generator/model/names.js";

describe("words become identifiers", () => {
  test.each([
    ["Get customer referrers", "getCustomerReferrers"],
    ["Get a customer's orders (v2)", "getACustomersOrdersV2"],
    ["get_user_reputation", "getUserReputation"],
    ["_v1_images_generations", "v1ImagesGenerations"],
    ["criar-assinatura-com-cartão", "criarAssinaturaComCartao"],
    ["APIKey.list", "apiKeyList"],
    ["API list", "apiList"],
    ["2fa enable", "_2faEnable"],
    ["+1", "plus1"],
    ["获取", ""],
  ])("%s → %s", (text, want) => {
    expect(camelCase(text)).toBe(want);
  });

  test.each([
    ["SuccessResponse", "SuccessResponse"],
    ["mnee.BalanceData", "MneeBalanceData"],
    ["Result_X.string_", "ResultXString"],
    ["Agent API/Participants", "AgentAPIParticipants"],
    ["404", "_404"],
  ])("type %s → %s", (text, want) => {
    expect(pascalCase(text)).toBe(want);
  });

  test.each([
    ["Unread notifications", "unread-notifications"],
    ["Users > Admin", "users-admin"],
    ["customerPoints", "customer-points"],
    ["🔑", ""],
    ["../../etc/passwd", "etc-passwd"],
  ])("file %s → %s", (text, want) => {
    expect(kebabCase(text)).toBe(want);
  });

  test.each([
    ["get", "/customers/{customerId}/tier", "getCustomersByCustomerIdTier"],
    ["delete", "/v1/a-b/{id}.json", "deleteV1ABByIdJson"],
    ["post", "/", "post"],
  ] as const)("%s %s → %s", (method, path, want) => {
    expect(nameFromPath(method, path)).toBe(want);
  });
});

describe("a scope gives each name once", () => {
  test("names that differ in case only are the same", () => {
    const scope = newScope(["createClient"]);
    expect(scope.take("CreateClient", "createAClient")).toBe("createAClient");
    expect(scope.take("getUrl")).toBe("getUrl");
    expect(scope.take("getURL")).toBe("getURL2");
  });

  test("a keyword is not a name", () => {
    expect(isKeyword("delete")).toBe(true);
    expect(newScope().take("delete", "deletePet")).toBe("deletePet");
    expect(newScope().take("delete")).toBe("delete2");
  });
});
