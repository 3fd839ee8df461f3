namespace Scrm.Core.Rights;

public enum RightsRefusal
{
    NotAllowed,

    /// <summary>What was typed to confirm is not the customer's name.</summary>
    NameDiffers,

    /// <summary>Values: the longest length.</summary>
    TooLong,

    /// <summary>A file that may hold the person is being imported this moment.</summary>
    ImportRunning,

    /// <summary>Months of retention are out of range.</summary>
    MonthsRange,

    /// <summary>Days that backups are kept are out of range. Values: the most.</summary>
    DaysRange,

    /// <summary>Somebody else saved another setting meanwhile.</summary>
    ChangedMeanwhile,

    /// <summary>Consent has to be one of the three.</summary>
    NoConsent,
}
