namespace Scrm.Core.Import;

/// <summary>Why the import desk said no, where the file itself is sound (<see cref="Sheets.FileFault"/> says why it is not).</summary>
public enum ImportRefusal
{
    NotAllowed,

    /// <summary>Another file is being read for the same person.</summary>
    Busy,

    /// <summary>The folder of uploads is full. Value: the bytes it may hold.</summary>
    StoreFull,

    /// <summary>The stored file is not there any more.</summary>
    FileGone,

    /// <summary>No column says whom a row is about.</summary>
    NoKeyColumn,

    /// <summary>No column says anything about the customers.</summary>
    NothingToImport,

    /// <summary>Two columns have a role that only one may have. Value: the role.</summary>
    RoleTwice,

    /// <summary>A column of a tag group without the group.</summary>
    GroupMissing,

    /// <summary>Orders or events without the column that says when.</summary>
    NoTimeColumn,
    NoAmountColumn,

    /// <summary>Events without the column that says what was done.</summary>
    NoKindColumn,

    /// <summary>The source that orders or events are to come from does not exist.</summary>
    NoSuchSource,

    /// <summary>The row of headers lies below the data, or where the sheet has no row.</summary>
    NoSuchHeaderRow,
    NotPlanned,
    AlreadyStarted,

    /// <summary>Somebody else changed the same import meanwhile.</summary>
    ChangedMeanwhile,

    /// <summary>The plan has not one row that could be taken.</summary>
    NothingToDo,
    ReasonMissing,
}
