using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Metadata;
using Scrm.Core;

namespace Scrm.Web.Api;

/// <summary>How the API reads and writes JSON: camelCase, enums as words, moments as ISO 8601 in UTC.</summary>
internal static class ApiJson
{
    /// <summary>For bodies: nothing unknown and nothing twice is let through.</summary>
    public static readonly JsonSerializerOptions Strict = Configured(new()
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false, Converters = { new Texts() },
    });

    public static JsonSerializerOptions Configured(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DictionaryKeyPolicy = null;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.MaxDepth = 32;
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new Moments());
        return options;
    }

    /// <summary>Text as a database can keep it: PostgreSQL takes no U+0000.</summary>
    private sealed class Texts : JsonConverter<string>
    {
        public override string Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && reader.GetString() is { } text && !text.Contains('\0', StringComparison.Ordinal) ? text : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

        public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => reader.GetString()!;
    }

    /// <summary>A moment that stands for "never" is null.</summary>
    private sealed class Moments : JsonConverter<DateTime>
    {
        public override DateTime Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TryGetDateTimeOffset(out var moment) ? moment.UtcDateTime : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options)
        {
            if (value == BusinessTime.Never) writer.WriteNullValue();
            else writer.WriteStringValue(value.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        }
    }
}

/// <summary>What the body of a call is read as; for the document.</summary>
internal sealed record TakesBody(Type Type);

/// <summary>The JSON body of a call, read strictly; what is wrong with it is named.</summary>
internal sealed partial record ApiBody<T>(T Value) : IEndpointParameterMetadataProvider
{
    public static async ValueTask<ApiBody<T>?> BindAsync(HttpContext http)
    {
        if (!http.Request.HasJsonContentType()) throw new ApiRefused(StatusCodes.Status415UnsupportedMediaType, "api.not-json", ApiText.NotJson);
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(http.Request.Body, ApiJson.Strict, http.RequestAborted) is { } value
                ? new(value) : throw new ApiRefused(StatusCodes.Status400BadRequest, "api.body-unreadable", ApiText.BodyUnreadable("$"), ("member", "$"));
        }
        catch (JsonException e)
        {
            var unknown = Unmapped().Match(e.Message) is { Success: true } name ? name.Groups[1].Value : null;
            throw unknown is not null
                ? new ApiRefused(StatusCodes.Status400BadRequest, "api.unknown-member", ApiText.UnknownMember(unknown), ("member", unknown))
                : new ApiRefused(StatusCodes.Status400BadRequest, "api.body-unreadable", ApiText.BodyUnreadable(e.Path ?? "$"), ("member", e.Path ?? "$"));
        }
    }

    // No IAcceptsMetadata: with it, routing turns other content types away before anybody has looked at the key.
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new TakesBody(typeof(T)));

    [GeneratedRegex("^The JSON property '(.*)' could not be mapped to any .NET member")]
    private static partial Regex Unmapped();
}
