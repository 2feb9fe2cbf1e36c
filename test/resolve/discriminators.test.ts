import { describe, expect, test } from "vitest";
import type { Schema } from "../../generator/openapi.js";
import { integer, object, ref, resolved, string, type Schemas } from "./resolved.js";

const means = (value: string) => ({ type: "string", const: value }) as const;
const extending = (base: string, schema: Schema) =>
  ({ ...(schema as object), "x-extends": ref(base) }) as Schema; // an object schema in every case below
const union = (propertyName: string, mapping: Record<string, string>, ...names: string[]) => ({
  oneOf: names.map(ref),
  discriminator: { propertyName, mapping },
});

interface Case {
  readonly given: Schemas;
  readonly want: Schemas;
}

const pet = {
  ...object({ kind: string, name: string }, ["kind"]),
  discriminator: { propertyName: "kind" },
};

const cases: Record<string, Case> = {
  "a union without mapping: the names are the values": {
    given: {
      Vehicle: { oneOf: [ref("Car"), ref("Bike")], discriminator: { propertyName: "kind" } },
      Car: object({ doors: integer, kind: string }, ["kind"]),
      Bike: object({ gears: integer }),
    },
    want: {
      Vehicle: { oneOf: [ref("Car"), ref("Bike")], discriminator: { propertyName: "kind" } },
      Car: object({ doors: integer, kind: means("Car") }, ["kind"]),
      Bike: object({ kind: means("Bike"), gears: integer }),
    },
  },
  "a mapping by reference and by bare name; two values for one member": {
    given: {
      Vehicle: union(
        "kind",
        { car: "#/components/schemas/Car", bike: "Bike", tandem: "Bike" },
        "Car",
        "Bike",
      ),
      Car: object({ kind: string }),
      Bike: object({ kind: string }),
    },
    want: {
      Vehicle: union(
        "kind",
        { car: "#/components/schemas/Car", bike: "Bike", tandem: "Bike" },
        "Car",
        "Bike",
      ),
      Car: object({ kind: means("car") }),
      Bike: object({ kind: { type: "string", enum: ["bike", "tandem"] } }),
    },
  },
  "an enum of all values is narrowed, through a reference, too; one without the value stays": {
    given: {
      Vehicle: union("kind", { car: "Car", bike: "Bike", boat: "Boat" }, "Car", "Bike", "Boat"),
      Kind: { type: "string", enum: ["car", "bike"] },
      Car: object({ kind: { type: "string", enum: ["car", "bike"] } }),
      Bike: object({ kind: ref("Kind") }),
      Boat: object({ kind: { type: "string", enum: ["ship"] } }),
    },
    want: {
      Vehicle: union("kind", { car: "Car", bike: "Bike", boat: "Boat" }, "Car", "Bike", "Boat"),
      Kind: { type: "string", enum: ["car", "bike"] },
      Car: object({ kind: means("car") }),
      Bike: object({ kind: means("bike") }),
      Boat: object({ kind: { type: "string", enum: ["ship"] } }),
    },
  },
  "a base that others extend becomes their union": {
    given: {
      Pet: pet,
      Dog: { allOf: [ref("Pet"), object({ bark: string })] },
      Cat: { allOf: [ref("Pet")], "x-ms-discriminator-value": "#Cat" },
      Owner: object({ pet: ref("Pet"), other: { allOf: [ref("Pet")], description: "Other" } }),
    },
    want: {
      Pet: union("kind", { "#Cat": "Cat", Dog: "Dog" }, "Cat", "Dog"),
      PetBase: object({ kind: string, name: string }, ["kind"]),
      Dog: extending("PetBase", object({ kind: means("Dog"), bark: string }, ["kind"])),
      Cat: {
        ...(extending("PetBase", object({ kind: means("#Cat") }, ["kind"])) as object),
        "x-ms-discriminator-value": "#Cat",
      },
      Owner: object({ pet: ref("Pet"), other: { ...ref("Pet"), description: "Other" } }),
    },
  },
  "only what is mapped, and what nothing else is built on": {
    given: {
      Pet: { ...pet, discriminator: { propertyName: "kind", mapping: { pet: "Pet" } } },
      Mammal: { allOf: [ref("Pet"), object({ legs: integer })] },
      Dog: { allOf: [ref("Mammal"), object({ bark: string })] },
    },
    want: {
      Pet: {
        oneOf: [
          ref("Dog"),
          extending("PetBase", object({ kind: { type: "string", enum: ["pet"] } }, ["kind"])),
        ],
        discriminator: { propertyName: "kind", mapping: { Dog: "Dog" } },
      },
      PetBase: object({ kind: string, name: string }, ["kind"]),
      Mammal: extending("PetBase", object({ legs: integer })),
      Dog: extending("Mammal", object({ kind: means("Dog"), bark: string }, ["kind"])),
    },
  },
  "a base that nothing extends stays as it is": {
    given: { Pet: pet },
    want: { Pet: pet },
  },
};

describe("discriminators", () => {
  test.each(Object.entries(cases))("%s", (_name, { given, want }) => {
    expect(resolved(given).schemas).toEqual(want);
  });
});
