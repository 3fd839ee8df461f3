using Scrm.Core.Customers;
using Scrm.Core.Import.Sheets;

namespace Scrm.Core.Import;

internal readonly record struct CustomerEdit(long CustomerId, CustomerField Field, string Old, string New);

internal readonly record struct NewIdentity(long CustomerId, CustomerKey Key);

/// <summary>What a row says about a customer's own fields, in kept form with the columns. Fresh: the customer is new.</summary>
internal sealed record PlannedValues(int Row, long CustomerId, bool Fresh, Dictionary<int, (string Kept, int Column)> Values);

internal readonly record struct NewRelation(long CustomerId, long MemberId);

/// <summary>What a chunk of rows comes to. The tags are in the session that the planner was given; everything else to write is in here.</summary>
internal sealed class PlannedChunk
{
    public ImportCounts Counts { get; } = new();
    public List<CustomerFacts> Created { get; } = [];
    public List<CustomerEdit> Edits { get; } = [];
    public List<NewIdentity> Identities { get; } = [];
    public List<NewRelation> Relations { get; } = [];
    public List<RowProblem> Problems { get; } = [];
    public List<PlannedOrder> Orders { get; } = [];
    public List<PlannedEvent> Events { get; } = [];
    public List<PlannedValues> Values { get; } = [];

    /// <summary>Values whose links are to be flagged: they are several people's.</summary>
    public HashSet<CustomerKey> Shared { get; } = [];

    /// <summary>Names that the dictionary does not have, decided about or not, by row; for the plan.</summary>
    public List<(ParsedTag Tag, int Row)> Unknown { get; } = [];
}
