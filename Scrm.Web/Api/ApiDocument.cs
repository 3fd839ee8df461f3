using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Scrm.Web.Api;

/// <summary>What the OpenAPI document says beyond the endpoints' own signatures: keys, scopes, problems, named calls.</summary>
internal static class ApiDocument
{
    private const string KeyScheme = "apiKey";
    private const string About = """
        Everything an operator does in Scrm, for programs. Send `Authorization: Bearer scrm_…` with a key from 设置 › 接口密钥; each endpoint names the scopes of which the key needs one.
        Refusals are problem details (RFC 9457): a stable `code`, a `detail` in the language of Accept-Language (zh-CN, en) and the `values` it is made of.
        Lists take `limit` (1–200, usually 50) and `cursor`; `next` is the cursor of the next page, absent on the last. Moments are ISO 8601 in UTC; null where there is none.
        """;

    public static void Configure(OpenApiOptions options)
    {
        options.ShouldInclude = call => call.ActionDescriptor.EndpointMetadata.OfType<NeedsScope>().Any();
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "Scrm API", Version = "v1", Description = About };
            document.Servers = [];
            document.Components ??= new();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[KeyScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "scrm_…" };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(Describe);
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (context.JsonTypeInfo.Type == typeof(DateTime)) (schema.Type, schema.Format) = (JsonSchemaType.String | JsonSchemaType.Null, "date-time");
            return Task.CompletedTask;
        });
    }

    private static async Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<NeedsScope>().LastOrDefault() is { } needs)
        {
            operation.Description = $"Scope: {string.Join(" or ", needs.Names.Select(n => $"`{n}`"))}. {operation.Description}".TrimEnd();
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(KeyScheme, context.Document)] = [.. needs.Names] }];
            operation.Responses ??= new();
            foreach (var (status, text) in new[] { ("401", "No key, or not a good one"), ("403", "The key lacks the scope"), ("429", "Too many calls; see Retry-After") })
                operation.Responses.TryAdd(status, new OpenApiResponse { Description = text });
        }
        if (metadata.OfType<Nameable>().Any())
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = "Idempotency-Key", In = ParameterLocation.Header, Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 200 },
                Description = "A name of your own for this call. The same call again within 24 hours is answered from memory; the same name with another body is refused (422).",
            });
        if (metadata.OfType<TakesUpload>().Any()) operation.RequestBody = Upload();
        if (metadata.OfType<TakesBody>().LastOrDefault() is { } body)
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true, Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = await context.GetOrCreateSchemaAsync(body.Type, null, cancel) } },
            };
    }

    private static OpenApiRequestBody Upload() => new()
    {
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["multipart/form-data"] = new()
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object, Required = new HashSet<string> { "file" },
                    Properties = new Dictionary<string, IOpenApiSchema> { ["file"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } },
                },
            },
        },
    };
}
