using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Scrm.Core.Events;

public enum PropertyType : byte { Text, Number, YesNo, Date, Choice }

/// <summary>One typed property of a kind of event. Key: its name in the API and in files.</summary>
public sealed record KindProperty(string Key, string Name, PropertyType Type, bool Required = false, IReadOnlyList<string>? Choices = null)
{
    public const int LongestText = 1000;

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public static IReadOnlyList<KindProperty> Read(string json) => JsonSerializer.Deserialize<List<KindProperty>>(json, Form) ?? [];

    public static string Write(IReadOnlyList<KindProperty> properties) => JsonSerializer.Serialize(properties, Form);

    /// <summary>Whether a JSON value can be kept as this property; null counts as none.</summary>
    public bool Takes(JsonElement value) => Type switch
    {
        PropertyType.Text => value.ValueKind == JsonValueKind.String && value.GetString()!.Length <= LongestText,
        PropertyType.Number => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out _),
        PropertyType.YesNo => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        PropertyType.Date => value.ValueKind == JsonValueKind.String && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        PropertyType.Choice => value.ValueKind == JsonValueKind.String && Choices?.Contains(value.GetString()!) == true,
        _ => throw new InvalidOperationException($"No such type: {Type}"),
    };
}

/// <summary>The properties of one event against what its kind asks for.</summary>
internal static class PropertyCheck
{
    public const int LongestJson = 4000;

    /// <summary>The properties as they are kept, or why not and which one. A built-in kind without definitions takes any object.</summary>
    public static (string Kept, EventSkip Skip, string Key) Read(KnownKind kind, string json)
    {
        if (json.Length == 0) return Missing(kind, _ => false) is { } missing ? ("", EventSkip.PropertyMissing, missing) : ("", EventSkip.None, "");
        if (json.Length > LongestJson) return ("", EventSkip.TooLong, "properties");
        try
        {
            using var read = JsonDocument.Parse(json);
            return read.RootElement.ValueKind == JsonValueKind.Object ? Read(kind, read.RootElement) : ("", EventSkip.PropertyUnreadable, "properties");
        }
        catch (JsonException)
        {
            return ("", EventSkip.PropertyUnreadable, "properties");
        }
    }

    private static (string Kept, EventSkip Skip, string Key) Read(KnownKind kind, JsonElement given)
    {
        var known = kind.Properties.ToDictionary(p => p.Key);
        var values = given.EnumerateObject().Where(p => p.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)).ToList();
        foreach (var value in values)
        {
            if (known.TryGetValue(value.Name, out var property) ? !property.Takes(value.Value) : value.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                return ("", EventSkip.PropertyUnreadable, value.Name);
            if (property is null && kind.Custom) return ("", EventSkip.PropertyUnknown, value.Name);
        }
        if (Missing(kind, key => values.Exists(v => v.Name == key)) is { } missing) return ("", EventSkip.PropertyMissing, missing);
        return (values.Count == 0 ? "" : JsonSerializer.Serialize(values.DistinctBy(v => v.Name).ToDictionary(v => v.Name, v => v.Value)), EventSkip.None, "");
    }

    private static string? Missing(KnownKind kind, Func<string, bool> given) => kind.Properties.FirstOrDefault(p => p.Required && !given(p.Key))?.Key;
}
