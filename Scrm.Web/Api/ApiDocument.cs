using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Scrm.Web.Api;

/// <summary>What the OpenAPI document says beyond the endpoints' own signatures: keys, scopes, problems, named calls.</summary>
internal static class ApiDocument
{
    private const string KeyScheme = "apiKey";
    private const string Problem = "Problem";
    private const string About = """
        Everything an operator does in Scrm, for programs. Send `Authorization: Bearer scrm_…` with a key from 设置 › 接口密钥; each endpoint names the scopes of which the key needs one.
        Refusals are problem details (RFC 9457): a stable `code`, a `detail` in the language of Accept-Language (zh-CN, en) and the `values` it is made of.
        Lists take `limit` (1–200, usually 50) and `cursor`; `next` is the cursor of the next page, null on the last. Moments are ISO 8601 in UTC; null where there is none.
        """;

    private static readonly (string Status, string Text)[] Refusals =
    [
        ("401", "No key, or not a good one"), ("403", "The key lacks the scope"), ("429", "Too many calls; see Retry-After"), ("default", "Refused: see code and detail"),
    ];

    public static void Configure(OpenApiOptions options)
    {
        options.ShouldInclude = call => call.ActionDescriptor.EndpointMetadata.OfType<NeedsScope>().Any();
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "Scrm API", Version = "v1", Description = About };
            document.Servers = [];
            document.Components ??= new();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
            document.Components.Schemas[Problem] = ProblemSchema();
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
            foreach (var (status, text) in Refusals) operation.Responses.TryAdd(status, Refusal(text, context.Document!));
        }
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(p => p.In == ParameterLocation.Query))
            parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);
        if (metadata.OfType<Nameable>().Any())
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = "Idempotency-Key", In = ParameterLocation.Header, Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 200 },
                Description = "A name of your own for this call. The same call again within 24 hours is answered from memory; the same name with another body is refused (422).",
            });
        if (metadata.OfType<TakesUpload>().Any()) operation.RequestBody = Upload();
        if (metadata.OfType<TakesBody>().LastOrDefault() is { } body)
        {
            var schema = await context.GetOrCreateSchemaAsync(body.Type, null, cancel);
            schema.AdditionalPropertiesAllowed = false;
            var example = metadata.OfType<BodyExample>().LastOrDefault() is { } shown ? JsonNode.Parse(shown.Json) : null;
            operation.RequestBody = Body("application/json", schema, example);
        }
    }

    private static OpenApiRequestBody Body(string type, IOpenApiSchema schema, JsonNode? example = null) =>
        new() { Required = true, Content = new Dictionary<string, OpenApiMediaType> { [type] = new() { Schema = schema, Example = example } } };

    private static OpenApiResponse Refusal(string text, OpenApiDocument document) => new()
    {
        Description = text,
        Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(Problem, document) } },
    };

    private static OpenApiSchema ProblemSchema()
    {
        static OpenApiSchema Of(JsonSchemaType type, string text) => new() { Type = type, Description = text };
        return new()
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "type", "title", "status", "detail", "code" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = Of(JsonSchemaType.String, "urn:scrm: and the code"),
                ["title"] = Of(JsonSchemaType.String, "The kind of refusal, in the caller's language"),
                ["status"] = Of(JsonSchemaType.Integer, "The HTTP status"),
                ["detail"] = Of(JsonSchemaType.String, "What is wrong and what to do, in the caller's language"),
                ["code"] = Of(JsonSchemaType.String, "Stable, for programs: tag.name-taken"),
                ["values"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema(), Description = "What the detail is made of" },
                ["member"] = Of(JsonSchemaType.String, "The member of the body that was refused"),
            },
        };
    }

    private static OpenApiRequestBody Upload() => Body("multipart/form-data", new OpenApiSchema
    {
        Type = JsonSchemaType.Object, Required = new HashSet<string> { "file" },
        Properties = new Dictionary<string, IOpenApiSchema> { ["file"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } },
    });
}

/// <summary>A body as a caller may send it.</summary>
internal sealed record BodyExample(string Json);

/// <summary>The document does not change while the product runs, and anybody may ask for it: it is made once.</summary>
internal sealed class DocumentOnce(RequestDelegate next)
{
    private volatile byte[]? made;

    public async Task InvokeAsync(HttpContext http)
    {
        if (made is null)
        {
            var wire = http.Response.Body;
            using var document = new MemoryStream();
            http.Response.Body = document;
            await next(http);
            http.Response.Body = wire;
            if (http.Response.StatusCode == StatusCodes.Status200OK) made = document.ToArray();
            await wire.WriteAsync(document.ToArray(), http.RequestAborted);
            return;
        }
        http.Response.ContentType = "application/json;charset=utf-8";
        await http.Response.Body.WriteAsync(made, http.RequestAborted);
    }
}
