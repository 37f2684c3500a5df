// Keys that are typed in stay in the page: they are gone when it is left.
SwaggerUIBundle({
  url: '/openapi',
  dom_id: '#api',
  deepLinking: true,
  docExpansion: 'none',
  persistAuthorization: false,
  queryConfigEnabled: false,
  validatorUrl: null,
});
