using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Events;

/// <summary>Lines of the ledgers in names, as the ledgers' own pages show them.</summary>
internal sealed class LedgerNames(KnownBooks known, Scope scope)
{
    /// <summary>Null for a tag that came into the dictionary after it was read.</summary>
    public TimelineEntry? Of(LedgerRow row)
    {
        var (entry, by) = (new TimelineEntry(row.Mark, known.Kinds.Of(row.Kind)), known.NameOf(row.ActorKind, row.ActorId));
        return row.Mark.Source switch
        {
            TimelineSource.Relation => entry with { Relation = Turn(row, by) },
            TimelineSource.Field => entry with { Field = Change(row, by) },
            TimelineSource.Tag => Seen(row.A) is { } tag ? entry with { Tag = Change(row, tag, by) } : null,
            _ => entry with { Merge = new(row.Mark.Id, row.A, (MergeRule)row.C, row.Mark.OccurredAt, by, row.BatchId, row.Batch, row.Mark.Source == TimelineSource.MergeUndone) },
        };
    }

    private RelationTurn Turn(LedgerRow row, ActorName by)
    {
        var snapshot = RelationSnapshot.Read(row.Became);
        return new(row.Mark.Id, row.A, known.NameOf(row.A), (RelationState)row.C, row.B == 0 ? "" : known.NameOf(row.B), row.Said, row.Mark.OccurredAt, by, row.BatchId, row.Batch,
            snapshot.Marks(known.Tags, scope), snapshot.Stage);
    }

    private FieldLogLine Change(LedgerRow row, ActorName by)
    {
        var (field, at) = ((CustomerField)row.A, row.Mark.OccurredAt);
        if (row.B == 0) return new(field, FieldText.Shown(field, row.Was, known.NameOf), FieldText.Shown(field, row.Became, known.NameOf), at, by, row.BatchId, row.Batch);
        var line = new FieldChange { DefinitionId = (int)row.B, Old = row.Was, New = row.Became, At = at, BatchId = row.BatchId };
        return new FieldLog(known.Fields, known.Ground).Line(line, by, row.Batch)!;
    }

    private TagLogLine Change(LedgerRow row, Tag tag, ActorName by) => new(
        row.Mark.Id, TagMark.Of(tag, known.Tags.GroupOf(tag)), (TagChangeKind)row.C, row.Mark.OccurredAt, by, (TagSource)row.D, row.BatchId, row.Batch, Seen(row.B)?.Name ?? "", (int)row.E, row.Said);

    private Tag? Seen(long id) => known.Tags.Tag((int)id) is { } tag && TagPolicy.MaySee(known.Tags.GroupOf(tag), scope) ? tag : null;
}
