using System.Text.Json.Serialization;
using Scrm.Core.Tags;

namespace Scrm.Core.Import;

[JsonConverter(typeof(JsonStringEnumConverter<FieldUpdate>))]
public enum FieldUpdate { FillEmpty, Overwrite, Leave }

[JsonConverter(typeof(JsonStringEnumConverter<ExclusiveClash>))]
public enum ExclusiveClash { LeaveOut, TakeFirst, TakeLast }

[JsonConverter(typeof(JsonStringEnumConverter<UnknownTagAct>))]
public enum UnknownTagAct { Skip, Create, Map }

/// <summary>
/// What to do with a tag that the dictionary does not have. Create: in group <paramref name="GroupId"/>, or in a new group named
/// <paramref name="NewGroup"/> where GroupId is 0. Map: use <paramref name="TagId"/> in its place.
/// </summary>
public sealed record UnknownTagChoice(UnknownTagAct Act, int GroupId = 0, string NewGroup = "", GroupMode NewMode = GroupMode.Many, int TagId = 0)
{
    public static readonly UnknownTagChoice Skip = new(UnknownTagAct.Skip);
}

/// <summary>The operator's decisions about one file. What is not decided leaves the library as it is.</summary>
public sealed record ImportChoices
{
    /// <summary>By <see cref="UnknownTag.Key"/>.</summary>
    public Dictionary<string, UnknownTagChoice> Tags { get; init; } = [];
    public FieldUpdate Fields { get; init; }
    public ExclusiveClash Contradictions { get; init; }
    public bool CreateCustomers { get; init; } = true;
    public bool SkipHiddenRows { get; init; }

    /// <summary>Where the orders or events come from; 0 = the company's source for files.</summary>
    public int SourceId { get; init; }

    /// <summary>Why stages may move backwards; empty = they may not.</summary>
    public string BackwardsReason { get; init; } = "";

    /// <summary>Somebody who ordered is a customer; somebody who looked at a page is nobody yet.</summary>
    public static ImportChoices For(Sheets.LayoutKind kind) => new() { CreateCustomers = kind != Sheets.LayoutKind.Events };
}
