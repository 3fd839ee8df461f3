using System.Text.Json;
using System.Text.Json.Serialization;

namespace Scrm.Core.Tags;

public sealed record Bilingual(string Zh, string En);

/// <summary>A lifetime of 0 days means that an assignment never ends by itself.</summary>
public sealed record PackTag(string Name, string Meaning, int LifetimeDays = 0);

public sealed record PackGroup(
    string Name, GroupClass Class, GroupMode Mode, bool Locked, string Color, UpdateCycle Cycle, string Description, IReadOnlyList<PackTag> Tags);

public sealed record IndustryPack(string Key, Bilingual Name, Bilingual Summary, IReadOnlyList<PackGroup> Groups)
{
    [JsonIgnore]
    public int TagCount => Groups.Sum(group => group.Tags.Count);
}

/// <summary>The dictionaries that come with the product, one embedded JSON file each; the one for any trade stands last.</summary>
public static class IndustryPacks
{
    private const string Folder = "packs/";
    private const string AnyTrade = "general";

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    public static IReadOnlyList<IndustryPack> All { get; } = Load();

    public static IndustryPack? Find(string key) => All.FirstOrDefault(pack => pack.Key == key);

    internal static IndustryPack Read(Stream json) =>
        JsonSerializer.Deserialize<IndustryPack>(json, Strict) ?? throw new JsonException("An industry pack is empty.");

    private static IndustryPack[] Load()
    {
        var assembly = typeof(IndustryPacks).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name =>
            {
                using var json = assembly.GetManifestResourceStream(name)!;
                return Read(json);
            })
            .OrderBy(pack => pack.Key == AnyTrade)
            .ThenBy(pack => pack.Key, StringComparer.Ordinal)];
    }
}
