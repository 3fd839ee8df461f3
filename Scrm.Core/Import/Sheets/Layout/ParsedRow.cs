using System.Text.Json.Serialization;
using Scrm.Core.Customers;
using Scrm.Core.Tags;

namespace Scrm.Core.Import.Sheets;

[JsonConverter(typeof(JsonStringEnumConverter<ProblemCode>))]
public enum ProblemCode
{
    /// <summary>Nothing in the row says who it is about: no OneID, member number, external id or phone that can be read. Column: -1.</summary>
    NoKey,
    PhoneUnreadable,
    /// <summary>More than one phone in the cell: the first is taken, Value holds the others.</summary>
    PhoneExtra,
    /// <summary>13800138000, all zeros, null, undefined …</summary>
    PhoneFiller,
    /// <summary>An id that is a filler: null, undefined, [object Object], -1, zeros …</summary>
    IdFiller,
    /// <summary>More than 15 digits kept as a number: Excel has replaced the last ones. Or a text like 1.38E+10 that has lost digits.</summary>
    DigitsLost,
    DateUnreadable,
    GenderUnknown,
    /// <summary>More than 4,000 characters; Value is the beginning.</summary>
    CellTooLong,
    /// <summary>More characters than the field holds (a tag: 30).</summary>
    ValueTooLong,
    /// <summary>The file's encoding has lost characters in this cell: they show as �.</summary>
    CharactersLost,
    /// <summary>#N/A, #REF! …</summary>
    FormulaError,
    /// <summary>A formula whose result was never saved: open the file in Excel or WPS and save it once.</summary>
    FormulaWithoutValue,
    /// <summary>A dictionary row without its group. Column: -1.</summary>
    GroupMissing,
    ModeUnknown,
    ClassUnknown,
    CycleUnknown,
    YesNoUnknown,
    ColourUnknown,
    LifetimeUnreadable,
    /// <summary>No amount where an order needs one. Column: -1.</summary>
    AmountMissing,
    AmountUnreadable,
    /// <summary>Below zero, or more than a hundred million.</summary>
    AmountOutOfRange,
    /// <summary>No time where an order or event needs one. Column: -1.</summary>
    TimeMissing,
    QuantityUnreadable,
    DurationUnreadable,
    /// <summary>The order's state says that it was not paid.</summary>
    OrderNotPaid,
    /// <summary>An event row that does not say what was done. Column: -1.</summary>
    KindMissing,
}

/// <summary>Column: 0-based, -1 for the row as a whole. Value: what stands in the cell. Suggestion: a repair that is likely but not certain.</summary>
public sealed record CellProblem(int Column, ProblemCode Code, string Value, string? Suggestion = null);

/// <summary>Group: as written (组：值, or the column's group); null where the sheet does not say. Name: trimmed, else as written.</summary>
public sealed record ParsedTag(string? Group, string Name);

/// <summary>The text of a cell in the column of a field the company defined. Column: 0-based.</summary>
public sealed record ParsedField(int Definition, int Column, string Text);

/// <summary>
/// One row about a customer. Number: the 1-based row that Excel shows. Null means blank. Phone: +8613912345678 (E.164), or a landline as
/// digits with dashes. AddedAt: wall-clock time of the business zone. A value with a problem is left out.
/// </summary>
public sealed record ParsedRow(int Number)
{
    public string? OneId { get; init; }
    public string? MemberNo { get; init; }
    public string? ExternalId { get; init; }
    public string? Phone { get; init; }
    public string? Name { get; init; }
    public Gender? Gender { get; init; }
    public string? Company { get; init; }
    public string? Region { get; init; }
    public string? Remark { get; init; }
    public string? Owner { get; init; }
    public string? Source { get; init; }
    public DateTime? AddedAt { get; init; }
    public bool Hidden { get; init; }
    public IReadOnlyList<ParsedTag> Tags { get; init; } = [];
    public IReadOnlyList<ParsedField> Fields { get; init; } = [];

    /// <summary>What the row says happened; null in a sheet of people.</summary>
    public ParsedTouch? Touch { get; init; }
    public IReadOnlyList<CellProblem> Problems { get; init; } = [];
}

/// <summary>An order, a line of one, or an event. Null means blank. At: wall-clock time of the business zone. Amounts: cents.</summary>
public sealed record ParsedTouch
{
    public string? Number { get; init; }
    public DateTime? At { get; init; }
    public long? Amount { get; init; }
    public long? LineAmount { get; init; }
    public long? Refund { get; init; }
    public int? Quantity { get; init; }
    public string? Subject { get; init; }
    public string? Kind { get; init; }
    public int? Seconds { get; init; }
    public string? Text { get; init; }

    /// <summary>Something is missing or wrong without which it cannot be kept; the row's problems say what.</summary>
    public bool Broken { get; init; }

    /// <summary>The order's number or, where the file has none, one made of who, when, how much and the how-manieth; the same file gives the same.</summary>
    public string Key { get; init; } = "";

    /// <summary>The same number stood further up, with other orders between.</summary>
    public bool Split { get; init; }
}

/// <summary>
/// One row of a dictionary sheet. Null means that the sheet does not say. Colour: #rrggbb. LifetimeDays: days until the tag expires by itself,
/// 0 = never. Tag is null in a row that only describes a group.
/// </summary>
public sealed record DictionaryRow(int Number)
{
    public string? Group { get; init; }
    public GroupClass? Class { get; init; }
    public GroupMode? Mode { get; init; }
    public bool? Locked { get; init; }
    public UpdateCycle? Cycle { get; init; }
    public string? GroupMeaning { get; init; }
    public string? Tag { get; init; }
    public string? Meaning { get; init; }
    public string? Colour { get; init; }
    public bool? Pinned { get; init; }
    public int? LifetimeDays { get; init; }
    public bool Hidden { get; init; }
    public IReadOnlyList<CellProblem> Problems { get; init; } = [];
}
