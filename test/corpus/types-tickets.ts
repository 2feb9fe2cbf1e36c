/**
 * A document of OpenAPI 3.2 that uses what this version brought: no package that could be found has
 * a real one.
 */
export const tickets = {
  openapi: "3.2.0",
  $self: "https://tickets.test/openapi.json",
  info: { title: "Tickets", version: "1.0.0" },
  servers: [{ url: "https://tickets.test", name: "production" }],
  tags: [
    { name: "sales", summary: "Sales", kind: "nav" },
    { name: "tickets", summary: "Tickets", parent: "sales" },
  ],
  security: [{ device: ["read"] }],
  paths: {
    "/tickets": {
      get: {
        tags: ["tickets"],
        summary: "List tickets",
        parameters: [
          {
            name: "filter",
            in: "querystring",
            content: {
              "application/x-www-form-urlencoded": {
                schema: { type: "object", properties: { seat: { type: "string" } } },
              },
            },
          },
        ],
        responses: {
          200: {
            summary: "The tickets",
            content: {
              "application/json": {
                schema: { type: "array", items: { $ref: "#/components/schemas/Ticket" } },
              },
            },
          },
        },
      },
      query: {
        tags: ["tickets"],
        summary: "Search tickets",
        requestBody: {
          required: true,
          content: { "application/json": { schema: { $ref: "#/components/schemas/Search" } } },
        },
        responses: { 200: { $ref: "#/components/responses/Tickets" } },
      },
      additionalOperations: {
        PURGE: {
          tags: ["tickets"],
          summary: "Purge tickets",
          responses: { 204: { description: "Purged" } },
        },
      },
    },
    "/tickets/events": {
      get: {
        tags: ["tickets"],
        summary: "Watch tickets",
        responses: {
          200: {
            description: "One event for each change",
            content: {
              "text/event-stream": { itemSchema: { $ref: "#/components/schemas/Event" } },
            },
          },
        },
      },
    },
  },
  components: {
    mediaTypes: {
      Tickets: {
        schema: { type: "array", items: { $ref: "#/components/schemas/Ticket" } },
      },
    },
    responses: {
      Tickets: {
        description: "The tickets found",
        content: { "application/json": { $ref: "#/components/mediaTypes/Tickets" } },
      },
    },
    securitySchemes: {
      device: {
        type: "oauth2",
        deprecated: false,
        oauth2MetadataUrl: "https://tickets.test/.well-known/oauth",
        flows: {
          deviceAuthorization: {
            deviceAuthorizationUrl: "https://tickets.test/device",
            tokenUrl: "https://tickets.test/token",
            scopes: { read: "Read" },
          },
        },
      },
    },
    schemas: {
      Event: {
        type: "object",
        properties: { event: { type: "string" }, data: { $ref: "#/components/schemas/Ticket" } },
      },
      Search: { type: "object", properties: { text: { type: "string" } }, required: ["text"] },
      Seat: {
        type: "object",
        properties: { kind: { const: "seat" }, row: { type: "integer" } },
        required: ["kind"],
      },
      Standing: {
        type: "object",
        properties: { kind: { const: "standing" } },
        required: ["kind"],
      },
      Ticket: {
        oneOf: [{ $ref: "#/components/schemas/Seat" }, { $ref: "#/components/schemas/Standing" }],
        discriminator: {
          propertyName: "kind",
          mapping: { seat: "Seat" },
          defaultMapping: "Standing",
        },
      },
    },
  },
} as const;
