using System.Globalization;
using Scrm.Core.Tags;

namespace Scrm.Web.Tags;

/// <summary>What the dictionary's page shows, all of it in its address: the group, the filters, the order and the open panel.</summary>
public sealed record TagsQuery
{
    public int GroupId { get; init; }
    public string Text { get; init; } = "";
    public GroupClass? Class { get; init; }
    public GroupMode? Mode { get; init; }

    /// <summary>Null = all; the address leaves it out for tags in use.</summary>
    public TagStatus? Status { get; init; } = TagStatus.Active;
    public bool CompanyOnly { get; init; }
    public bool MineOnly { get; init; }
    public bool Unused { get; init; }
    public TagOrdering Order { get; init; }

    /// <summary>"new-group", "group", "tag-12", "history", "packs", "proposals", "keys" or empty.</summary>
    public string Panel { get; init; } = "";

    public bool Filtered => Text.Length > 0 || Class is not null || Mode is not null || Status != TagStatus.Active || CompanyOnly || MineOnly || Unused;

    public int PanelTag => Panel.StartsWith("tag-", StringComparison.Ordinal) && int.TryParse(Panel.AsSpan(4), CultureInfo.InvariantCulture, out var id) ? id : 0;

    public TagsQuery Unfiltered => new() { GroupId = GroupId, Order = Order };

    public DictionaryFilter Filter(long me) => new()
    {
        GroupId = GroupId, Text = Text, Class = Class, Mode = Mode, Status = Status, OwnerId = MineOnly ? me : CompanyOnly ? 0 : null, Unused = Unused, Order = Order,
    };

    public static TagsQuery Of(int? group, string? text, string? groupClass, string? mode, string? status, string? owner, bool? unused, string? order, string? panel) => new()
    {
        GroupId = group ?? 0, Text = text ?? "", Class = Read<GroupClass>(groupClass), Mode = Read<GroupMode>(mode),
        Status = status switch { null or "" => TagStatus.Active, "all" => null, _ => Read<TagStatus>(status) ?? TagStatus.Active },
        CompanyOnly = owner == "company", MineOnly = owner == "mine", Unused = unused == true, Order = Read<TagOrdering>(order) ?? TagOrdering.Usual, Panel = panel ?? "",
    };

    public string ToUrl()
    {
        var parts = new List<string>();
        void Add(string key, string? value)
        {
            if (!string.IsNullOrEmpty(value)) parts.Add($"{key}={Uri.EscapeDataString(value)}");
        }
        Add("group", GroupId == 0 ? null : GroupId.ToString(CultureInfo.InvariantCulture));
        Add("q", Text);
        Add("class", Write(Class));
        Add("mode", Write(Mode));
        Add("status", Status switch { TagStatus.Active => null, null => "all", _ => Write(Status) });
        Add("owner", CompanyOnly ? "company" : MineOnly ? "mine" : null);
        Add("unused", Unused ? "true" : null);
        Add("order", Order == TagOrdering.Usual ? null : Write<TagOrdering>(Order));
        Add("panel", Panel);
        return parts.Count == 0 ? Urls.Tags : $"{Urls.Tags}?{string.Join('&', parts)}";
    }

    private static T? Read<T>(string? text) where T : struct, Enum => Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;

    private static string? Write<T>(T? value) where T : struct, Enum => value?.ToString().ToLowerInvariant();
}
