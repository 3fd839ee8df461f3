namespace Scrm.Core.Events;

public enum EventRefusal
{
    /// <summary>The role may not do this.</summary>
    NotAllowed,

    /// <summary>An event was not written. Values: the <see cref="EventSkip"/> and the member it is about.</summary>
    NotWritten,
    Gone,
    ChangedMeanwhile,

    /// <summary>Values: the longest length.</summary>
    NameLength,

    /// <summary>Values: the name.</summary>
    NameTaken,
    IconForm,
    TooManyProperties,

    /// <summary>Values: the property.</summary>
    PropertyForm,
    PropertyTwice,
    ChoicesMissing,
    ChoicesTooMany,

    /// <summary>An address that is not http or https.</summary>
    UrlForm,

    /// <summary>Values: the line that is no origin.</summary>
    OriginForm,
    OriginMissing,
    NothingSaid,

    /// <summary>More points would be taken than there are. Values: how many there are.</summary>
    PointsShort,
}
