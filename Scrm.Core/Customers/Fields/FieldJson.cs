using System.Text.Json;

namespace Scrm.Core.Customers.Fields;

/// <summary>The parts of a definition that are kept as JSON. Empty lists are "[]", no condition is "".</summary>
internal static class FieldJson
{
    public static readonly List<FieldOption> Options = new();
    public static readonly List<FieldStep> Steps = new();

    public static FieldWhen? When(string json) => json.Length == 0 ? null : JsonSerializer.Deserialize<FieldWhen>(json, JsonSerializerOptions.Web);

    public static string When(FieldWhen? when) => when is null ? "" : JsonSerializer.Serialize(when, JsonSerializerOptions.Web);

    public sealed class List<T>
    {
        public IReadOnlyList<T> Read(string json) => json is "" or "[]" ? [] : JsonSerializer.Deserialize<T[]>(json, JsonSerializerOptions.Web)!;

        public string Write(IReadOnlyList<T> list) => list.Count == 0 ? "[]" : JsonSerializer.Serialize(list, JsonSerializerOptions.Web);
    }
}
