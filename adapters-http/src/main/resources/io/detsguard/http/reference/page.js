"use strict";

SwaggerUIBundle({
  url: "api-docs/openapi.yml",
  dom_id: "#reference",
  deepLinking: true,
  // A token typed into this page is forgotten with it.
  persistAuthorization: false,
});
