namespace Scrm.Core.Tags;

/// <summary>Why the dictionary said no. The values of a refusal are named beside each.</summary>
public enum TagRefusal
{
    /// <summary>The group's name.</summary>
    NotAllowed,

    /// <summary>The group or tag is no longer there.</summary>
    Gone,
    NameMissing,

    /// <summary>The most characters a name has.</summary>
    NameTooLong,

    /// <summary>The name, and the status of the tag that has it (null where a group has it).</summary>
    NameTaken,

    /// <summary>The name of the tag or group, and the list of <see cref="Clash"/>.</summary>
    ChangedMeanwhile,
    ColorUnknown,

    /// <summary>The longest text of this kind.</summary>
    TextTooLong,

    /// <summary>The name, and the customers who carry it: it was assigned once, so it can only be archived.</summary>
    HasHistory,

    /// <summary>The name, and how many tags are merged into it.</summary>
    HasMerged,

    /// <summary>The name, and what names the tag: conditions of fields.</summary>
    NeededBy,

    /// <summary>The name of the tag that is not in use.</summary>
    NotActive,

    /// <summary>The name, and the tag it is merged into.</summary>
    Merged,
    SameTag,

    /// <summary>Tags of the company and personal ones do not merge; they are promoted.</summary>
    PersonalAndCompany,

    /// <summary>Nobody's personal tags have this name any longer.</summary>
    NothingToPromote,
    UnknownPack,

    /// <summary>The group's name: a change of its mode, or a merge into it, is at work.</summary>
    Busy,
}

/// <summary>One field that somebody else has changed since it was read: what stands there now, and what was to be written.</summary>
public sealed record Clash(string Field, string Theirs, string Yours);
