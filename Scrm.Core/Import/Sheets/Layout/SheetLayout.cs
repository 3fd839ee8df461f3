using System.Text.Json.Serialization;

namespace Scrm.Core.Import.Sheets;

[JsonConverter(typeof(JsonStringEnumConverter<LayoutKind>))]
public enum LayoutKind
{
    /// <summary>Nothing that says who a row is about, or nothing to say about them: the operator has to choose.</summary>
    Unknown,
    /// <summary>客户ID｜标签,标签 – in one column (role KeyAndTags) or two.</summary>
    KeyAndTags,
    /// <summary>Ordinary columns, with or without one column of tags.</summary>
    Columns,
    /// <summary>A column per tag group.</summary>
    GroupColumns,
    /// <summary>The tag dictionary itself.</summary>
    Dictionary,
    /// <summary>A row an order, or a line of one.</summary>
    Orders,
    /// <summary>A row something that a customer did.</summary>
    Events,
}

[JsonConverter(typeof(JsonStringEnumConverter<ColumnRole>))]
public enum ColumnRole
{
    Ignore, Name, Phone, OneId, MemberNo, ExternalId, Tags, GroupTag, Owner, AddedAt, Gender, Company, Region, Remark, Source,
    /// <summary>客户ID｜标签,标签 in one cell.</summary>
    KeyAndTags,
    TagGroup, GroupClass, GroupMode, GroupLocked, GroupCycle, GroupMeaning, TagName, TagMeaning, TagColour, TagPinned, TagLifetime,
    /// <summary>The order's or event's own number.</summary>
    Number,
    OccurredAt,
    /// <summary>Of the whole order, repeated in each of its rows; of an event.</summary>
    Amount,
    /// <summary>Of one line of an order; the lines add up.</summary>
    LineAmount,
    /// <summary>What was given back of the order so far.</summary>
    Refund,
    Quantity,
    /// <summary>The product of a line; what an event was about.</summary>
    Subject,
    OrderState, EventKind, Seconds, EventText,
    /// <summary>A field the company defined.</summary>
    Field,
}

/// <summary>Index: 0-based column. GroupName: the tag group, for role GroupTag only. Definition: the field, for role Field only.</summary>
public sealed record SheetColumn(int Index, string Header, ColumnRole Role, string? GroupName = null, int Definition = 0);

/// <summary>
/// How a sheet is read. Sheet: 0-based index. HeaderRow: 1-based, null where the sheet has no headers. FirstDataRow: 1-based.
/// HeaderKey: 32 hex digits, the same for the same headers in any order, letter case or width; a mapping is remembered under it.
/// </summary>
public sealed record SheetLayout(LayoutKind Kind, int Sheet, int? HeaderRow, int FirstDataRow, IReadOnlyList<SheetColumn> Columns, string HeaderKey)
{
    public SheetColumn? Of(ColumnRole role) => Columns.FirstOrDefault(column => column.Role == role);

    /// <summary>Rows of things that happened and not of people.</summary>
    public bool OfTouches => Kind is LayoutKind.Orders or LayoutKind.Events;
}
