using Scrm.Core.Import.Sheets;

namespace Scrm.Core.Import;

/// <summary>What the library has to say against a row, beyond what its cells say by themselves (<see cref="ProblemCode"/>).</summary>
public enum PlanProblem : byte
{
    /// <summary>The row's keys belong to different customers.</summary>
    KeysDisagree = 100,

    /// <summary>The key belongs to several customers.</summary>
    KeyShared,
    OneIdUnknown,

    /// <summary>No such member number, but one that differs by leading zeros only.</summary>
    MemberNoNear,

    /// <summary>The customer found by the other key has another member number.</summary>
    MemberNoDiffers,

    /// <summary>The customer found has another phone, which stays.</summary>
    PhoneDiffers,

    /// <summary>Nobody matches, and the operator wants no new customers.</summary>
    CustomerUnknown,
    OwnerUnknown,
    OwnerAmbiguous,
    TagUnknown,
    TagAmbiguous,
    TagArchived,
    TagLocked,
    TagHidden,

    /// <summary>Two tags of an exclusive group in one row.</summary>
    ExclusiveTags,
    StageBackwards,

    /// <summary>A dictionary row whose group or tag may not be changed by this person, or was changed by somebody while the sheet was applied.</summary>
    DictionaryRefused,

    /// <summary>An order or event more than a day ahead.</summary>
    TimeInFuture,

    /// <summary>Before 1990.</summary>
    TimeTooEarly,

    /// <summary>No kind of event has this name.</summary>
    KindUnknown,

    /// <summary>Orders come in a sheet of orders; what the product notes about itself comes from no file.</summary>
    KindReserved,

    /// <summary>The rows of one order stand apart.</summary>
    OrderSplit,

    /// <summary>The rows of one order name different amounts; the first counts.</summary>
    OrderAmountsDiffer,

    /// <summary>The order is in the library with another amount, which stays.</summary>
    OrderDiffers,

    /// <summary>More is given back than was paid.</summary>
    RefundTooLarge,

    /// <summary>The person had their data erased and stays away.</summary>
    PersonErased,

    /// <summary>The writer refused it for a reason the plan could not see: something changed meanwhile.</summary>
    TouchRefused,

    /// <summary>The text is no value of the field.</summary>
    FieldUnreadable,

    /// <summary>Another customer has the value of a unique field.</summary>
    FieldTaken,

    /// <summary>The choice may not follow the one that stands; the suggestion names those that may.</summary>
    FieldStep,

    /// <summary>A field that is required is missing beside the ones given.</summary>
    FieldRequired,

    /// <summary>The field does not apply to this customer, or this person may not edit it.</summary>
    FieldRefused,

    /// <summary>Less than nothing, of a kind that does not take.</summary>
    QuantityNegative,

    /// <summary>A kind that adds or takes, and no quantity.</summary>
    QuantityMissing,

    /// <summary>The key stands on the list of blocked values; the suggestion is the reason given there.</summary>
    ValueBlocked,

    /// <summary>The key is the phone of a member, whom the suggestion names.</summary>
    StaffPhone,

    /// <summary>The file itself has the key beside several member numbers, ids or names.</summary>
    SharedInFile,

    /// <summary>The number is outside the field's limits, or the text too long; the suggestion names the limits.</summary>
    FieldOutOfRange,

    /// <summary>A dictionary row with another mode than the group has, or than an earlier row gave it. The suggestion is the mode that stays.</summary>
    DictionaryMode,

    /// <summary>A dictionary row with a tag that an earlier row has brought.</summary>
    DictionaryTwice,
}

/// <summary>One thing wrong with one row. Column: 0-based, -1 for the row. Code: a <see cref="ProblemCode"/> below 100, a <see cref="PlanProblem"/> from 100 on.</summary>
public sealed record RowProblem(int Row, int Column, byte Code, string Value, string Suggestion, bool RowLost)
{
    public Enum Kind => KindOf(Code);

    public static Enum KindOf(byte code) => code >= 100 ? (PlanProblem)code : (ProblemCode)code;

    /// <summary>Longer than this, a value is cut for the report.</summary>
    public const int LongestValue = 200;

    public static string Cut(string? value) => value is null ? "" : value.Length <= LongestValue ? value : value[..LongestValue] + "…";
}
