using Scrm.Core.Import.Sheets;

namespace Scrm.Core.Import;

/// <summary>What stays the same over all rows of one import: the names of tags and members, the columns, the choices and the zone.</summary>
internal sealed class ImportGround(SheetLayout layout, ImportChoices choices, TagNames tags, ILookup<string, long> members, BusinessTime zone)
{
    private readonly int tagsColumn = (layout.Of(ColumnRole.Tags) ?? layout.Of(ColumnRole.KeyAndTags) ?? layout.Of(ColumnRole.GroupTag))?.Index ?? -1;

    public ImportChoices Choices => choices;
    public TagNames Tags => tags;
    public BusinessTime Zone => zone;

    /// <summary>The members of that very name.</summary>
    public IReadOnlyList<long> MembersNamed(string name) => [.. members[Folding.Key(name)]];

    public int Column(ColumnRole role) => (layout.Of(role) ?? (role is ColumnRole.OneId or ColumnRole.MemberNo or ColumnRole.ExternalId or ColumnRole.Phone
        ? layout.Of(ColumnRole.KeyAndTags) : null))?.Index ?? -1;

    /// <summary>The column a tag stands in: that of its group where groups have columns.</summary>
    public int Column(ParsedTag tag) => tag.Group is { } group
        && layout.Columns.FirstOrDefault(c => c.Role == ColumnRole.GroupTag && Folding.Key(c.GroupName) == Folding.Key(group)) is { } column ? column.Index : tagsColumn;
}
