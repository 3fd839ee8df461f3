namespace Scrm.Core.Customers.Fields;

/// <summary>Why a field, or a value of one, was refused. The first value is always the field's name.</summary>
public enum FieldRefusal
{
    NotAllowed,

    /// <summary>There is no such field any longer.</summary>
    Gone,
    NameMissing,

    /// <summary>Values: the name and the most characters.</summary>
    TextTooLong,
    NameTaken,

    /// <summary>Values: the name and the key. A key begins with a letter and holds letters, digits and _ only.</summary>
    KeyUnreadable,
    KeyTaken,

    /// <summary>Values: the name and the most fields there may be.</summary>
    TooMany,
    OptionsMissing,

    /// <summary>Values: the name and the option.</summary>
    OptionTwice,

    /// <summary>Values: the name, the option and how many customers have it.</summary>
    OptionInUse,
    ColorUnknown,

    /// <summary>Values: the name and the default. It is no value of this field.</summary>
    DefaultUnreadable,

    /// <summary>A condition names a tag or field that is not there, or this field itself.</summary>
    ConditionUnknown,

    /// <summary>Values: the name and the path of fields that wait for each other.</summary>
    ConditionCycle,
    CannotBeUnique,

    /// <summary>Values: the name and how many values stand on more than one customer.</summary>
    NotUniqueNow,

    /// <summary>Values: the name; a value was written once, so it can only be archived.</summary>
    HasValues,

    /// <summary>Values: the name and the fields whose condition needs it.</summary>
    NeededBy,

    /// <summary>Values: the name; somebody else has changed the definition since it was read.</summary>
    DefinitionChanged,
    Archived,

    /// <summary>Values: the name and what was typed, for each of these.</summary>
    NumberUnreadable,

    /// <summary>Values: the name, the smallest and the largest as texts; empty = open on that side.</summary>
    NumberOutOfRange,

    /// <summary>Values: the name and what was typed as a limit.</summary>
    LimitUnreadable,

    /// <summary>Values: the name, the smallest and the largest: nothing lies between them.</summary>
    LimitsCross,

    /// <summary>Values: the name and the most decimals.</summary>
    TooManyDecimals,
    DateUnreadable,
    YesNoUnreadable,
    OptionUnknown,
    OptionArchived,
    PhoneUnreadable,
    EmailUnreadable,
    RegionUnreadable,
    MemberUnknown,

    /// <summary>Several members have the name; an id tells them apart.</summary>
    MemberAmbiguous,
    CustomerUnknown,
    Required,

    /// <summary>The field is not shown for this customer, so it has no value.</summary>
    NotVisible,

    /// <summary>Values: the name and the role that may.</summary>
    MayNotEdit,

    /// <summary>Values: the name, the step from, the step to, and the steps that are open.</summary>
    StepNotAllowed,

    /// <summary>Values: the name, the id and the name of the customer who has the value.</summary>
    ValueTaken,
    ValueTakenOutOfReach,

    /// <summary>Values: the name and the list of <see cref="ValueClash"/>.</summary>
    ChangedMeanwhile,
    NobodyMeant,

    /// <summary>Values: the name and the most that can be picked.</summary>
    TooManyPicked,

    /// <summary>Nothing was chosen to be written.</summary>
    NothingToDo,
}
