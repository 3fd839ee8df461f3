using System.Text.Encodings.Web;
using System.Text.Json;

namespace Scrm.Core.Import;

/// <summary>How layouts, choices and plans are kept in the import's row.</summary>
internal static class ImportJson
{
    internal static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException($"No {typeof(T).Name} in the store.");

    public static T? ReadOrNull<T>(string json) where T : class => json.Length == 0 ? null : Read<T>(json);
}
