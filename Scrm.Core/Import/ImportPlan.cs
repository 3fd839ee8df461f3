namespace Scrm.Core.Import;

/// <summary>Counts of rows and tags; the plan's and the result's are made by the same code.</summary>
public sealed record ImportCounts
{
    public int Rows { get; set; }

    /// <summary>Customers that are new.</summary>
    public int Created { get; set; }

    /// <summary>Rows about a customer who was there before.</summary>
    public int Matched { get; set; }

    /// <summary>Rows about a customer whom an earlier row of the file created.</summary>
    public int Folded { get; set; }

    /// <summary>Rows that change at least one field of a customer who was there before.</summary>
    public int Updated { get; set; }

    /// <summary>Rows left out as a whole.</summary>
    public int Lost { get; set; }
    public int TagsAdded { get; set; }

    /// <summary>Of the tags added: those that take the place of another of an exclusive group.</summary>
    public int TagsReplaced { get; set; }
    public int TagsThere { get; set; }

    /// <summary>Tags in rows that the operator chose to leave out, or has not decided about.</summary>
    public int TagsSkipped { get; set; }
    public int Problems { get; set; }

    /// <summary>Values of the company's own fields that are new or change.</summary>
    public int FieldsSet { get; set; }

    /// <summary>Orders that are new, and what they come to in cents.</summary>
    public int Orders { get; set; }
    public long OrderCents { get; set; }

    /// <summary>Further rows of orders that have several.</summary>
    public int OrderLines { get; set; }

    /// <summary>Orders with something given back that was not known, and how much that is in cents.</summary>
    public int Refunds { get; set; }
    public long RefundCents { get; set; }

    /// <summary>Events that are new.</summary>
    public int Events { get; set; }

    /// <summary>Rows of orders or events that are in the library already.</summary>
    public int Known { get; set; }

    /// <summary>New orders or events of nobody who is known yet.</summary>
    public int Unlinked { get; set; }

    /// <summary>Of the dictionary: groups and tags that are new or change.</summary>
    public int GroupsNew { get; set; }
    public int GroupsChanged { get; set; }
    public int TagsNew { get; set; }
    public int TagsChanged { get; set; }

    public ImportCounts Plus(ImportCounts more) => new()
    {
        Rows = Rows + more.Rows, Created = Created + more.Created, Matched = Matched + more.Matched, Folded = Folded + more.Folded,
        Updated = Updated + more.Updated, Lost = Lost + more.Lost, TagsAdded = TagsAdded + more.TagsAdded, TagsReplaced = TagsReplaced + more.TagsReplaced,
        TagsThere = TagsThere + more.TagsThere, TagsSkipped = TagsSkipped + more.TagsSkipped, Problems = Problems + more.Problems, FieldsSet = FieldsSet + more.FieldsSet,
        Orders = Orders + more.Orders, OrderCents = OrderCents + more.OrderCents, OrderLines = OrderLines + more.OrderLines, Events = Events + more.Events,
        Refunds = Refunds + more.Refunds, RefundCents = RefundCents + more.RefundCents, Known = Known + more.Known, Unlinked = Unlinked + more.Unlinked,
        GroupsNew = GroupsNew + more.GroupsNew, GroupsChanged = GroupsChanged + more.GroupsChanged, TagsNew = TagsNew + more.TagsNew, TagsChanged = TagsChanged + more.TagsChanged,
    };
}

/// <summary>A tag of the file that the dictionary does not have. Near: existing tags that it may mean, the nearest first.</summary>
public sealed record UnknownTag(string Key, string? Group, string Name, int GroupId, int Rows, int FirstRow, IReadOnlyList<NearTag> Near);

/// <summary>Distance: edits between the folded names; 0 where the same name stands in several groups.</summary>
public sealed record NearTag(int TagId, string Group, string Name, int Distance);

/// <summary>Problems of one kind: how many, and the first few.</summary>
public sealed record ProblemKind(byte Code, int Count, IReadOnlyList<RowProblem> Examples);

/// <summary>What an import will do, counted by the code that will do it.</summary>
/// <param name="Shared">The hashes of values that are several people's by what the file says.</param>
public sealed record ImportPlan(ImportCounts Counts, IReadOnlyList<UnknownTag> Unknown, IReadOnlyList<ProblemKind> Problems, IReadOnlyList<ulong>? Shared = null)
{
    public const int ExamplesAKind = 5;

    /// <summary>More unknown names than this are no tags but a column read wrongly; the rest is only counted.</summary>
    public const int MostUnknown = 500;
}
