using Scrm.Core.Customers;
using Scrm.Core.Import.Sheets;
using Scrm.Core.Tags;

namespace Scrm.Core.Import;

/// <summary>
/// Rows and what is known about their people → what to write and what to say about it. Touches nothing outside its arguments:
/// the plan and the import itself call it with the same rows and differ only in who keeps the outcome.
/// </summary>
internal sealed class ImportPlanner(ImportGround ground, KnownCustomers known, TagSession session, Func<long> newId)
{
    private readonly PlannedChunk chunk = new();
    private readonly HashSet<long> newborn = [];
    private readonly TouchPlanner? touches;

    public ImportPlanner(ImportGround ground, KnownCustomers known, TagSession session, Func<long> newId, HashSet<ulong> seen) : this(ground, known, session, newId) =>
        touches = ground.Touches is { } touchGround ? new TouchPlanner(touchGround, known, chunk, seen) : null;

    public PlannedChunk Plan(IEnumerable<ParsedRow> rows)
    {
        foreach (var row in rows)
        {
            if (row.Hidden && ground.Choices.SkipHiddenRows) continue;
            chunk.Counts.Rows++;
            PlanRow(row);
        }
        chunk.Shared.UnionWith(known.Shared.Where(s => s.Value).Select(s => s.Key));
        chunk.Counts.Problems = chunk.Problems.Count;
        return chunk;
    }

    private void PlanRow(ParsedRow row)
    {
        if (Lost(row) || touches?.Passes(row) == true || WithoutNobodys(row) is not { } kept) return;
        row = kept;
        var match = RowMatch.Find(row, known);
        if (touches?.Waits(row, match, ground.Choices.CreateCustomers) == true)
        {
            if (match.Problem != 0) Report(row, ground.Column(match.Column), (byte)match.Problem, match.Value, match.Suggestion, lost: false);
            return;
        }
        if (match is { CustomerId: 0, Problem: 0 } && !ground.Choices.CreateCustomers) match = new(0, PlanProblem.CustomerUnknown, FirstKey(row), row.Name ?? "");
        if (match.Problem != 0)
        {
            chunk.Counts.Lost++;
            Report(row, ground.Column(match.Column), (byte)match.Problem, match.Value, match.Suggestion, lost: true);
            return;
        }
        var person = match.CustomerId == 0 ? Create() : Recognise(match.CustomerId);
        PlanFields(row, person);
        PlanValues(row, person);
        PlanTags(row, person.Id);
        if (touches is null) return;
        if (newborn.Contains(person.Id) && person[CustomerField.Source].Length == 0) person[CustomerField.Source] = ground.Touches!.SourceName;
        touches.Take(row, person.Id);
    }

    /// <summary>Tells what is wrong with the row's cells; true where nothing can be kept of it.</summary>
    private bool Lost(ParsedRow row)
    {
        var lost = !Named(row) || row is { Touch.Broken: true };
        foreach (var cell in row.Problems) Report(row, cell.Column, (byte)cell.Code, cell.Value, cell.Suggestion, lost);
        if (lost)
        {
            if (row.Touch is not { Broken: true } && row.Problems.All(p => p.Code != ProblemCode.NoKey)) Report(row, -1, (byte)ProblemCode.NoKey, row.Name ?? "", null, lost: true);
            chunk.Counts.Lost++;
            return true;
        }
        if (touches?.Refuses(row) is not { } refused) return false;
        chunk.Counts.Lost++;
        Report(row, ground.Column(refused.Column), (byte)refused.Problem, refused.Value, refused.Suggestion, lost: true);
        return true;
    }

    /// <summary>The row without the values of staff and shops; null where nothing else says whom it is about.</summary>
    private ParsedRow? WithoutNobodys(ParsedRow row)
    {
        if (known.Nobodys.Count == 0) return row;
        var nobodys = RowMatch.Keys(row).Where(k => known.Nobodys.ContainsKey(k.Key)).ToList();
        foreach (var (key, _) in nobodys) row = RowMatch.Without(row, key.Type);
        foreach (var (key, role) in nobodys)
        {
            var nobody = known.Nobodys[key];
            Report(row, ground.Column(role), (byte)(nobody.Staff ? PlanProblem.StaffPhone : PlanProblem.ValueBlocked), key.Value, nobody.Why, lost: !Named(row));
        }
        if (Named(row)) return row;
        chunk.Counts.Lost++;
        return null;
    }

    private static bool Named(ParsedRow row) => row is not { OneId: null, MemberNo: null, ExternalId: null, Phone: null };

    private CustomerFacts Create()
    {
        var person = new CustomerFacts(newId(), fresh: true);
        known.People.Add(person.Id, person);
        known.Changed(person.Id);
        newborn.Add(person.Id);
        chunk.Created.Add(person);
        chunk.Counts.Created++;
        return person;
    }

    private CustomerFacts Recognise(long id)
    {
        var person = known.People[id];
        if (person.Fresh) chunk.Counts.Folded++;
        else chunk.Counts.Matched++;
        return person;
    }

    private void PlanFields(ParsedRow row, CustomerFacts person)
    {
        var update = person.Fresh && ground.Choices.Fields == FieldUpdate.Leave ? FieldUpdate.FillEmpty : ground.Choices.Fields;
        var owner = OwnerOf(row);
        if (update == FieldUpdate.Leave) return;
        var changed = false;
        foreach (var field in CustomerFacts.Fields)
        {
            var says = field == CustomerField.Owner ? owner : CustomerFacts.Of(row, field, ground.Zone);
            if (!string.IsNullOrEmpty(says)) changed |= PlanField(row, person, field, says, update);
        }
        if (!changed) return;
        known.Changed(person.Id);
        if (!person.Fresh) chunk.Counts.Updated++;
    }

    private bool PlanField(ParsedRow row, CustomerFacts person, CustomerField field, string says, FieldUpdate update)
    {
        var old = person[field];
        if (person.Says(field, says) || (field == CustomerField.MemberNo && old.Length > 0)) return false;
        if (old.Length > 0 && update != FieldUpdate.Overwrite)
        {
            if (field == CustomerField.Phone && !known.Holders(new(IdentityType.Phone, says)).Contains(person.Id))
                Report(row, ground.Column(ColumnRole.Phone), (byte)PlanProblem.PhoneDiffers, says, old, lost: false);
            return false;
        }
        person[field] = says;
        if (!newborn.Contains(person.Id)) chunk.Edits.Add(new(person.Id, field, old, says));
        if (field == CustomerField.Owner) chunk.Relations.Add(new(person.Id, person.OwnerId));
        if (BuiltInField.IdentityOf(field) is not { } type || known.Holders(new(type, says)).Contains(person.Id)) return true;
        known.Hold(new(type, says), person.Id);
        chunk.Identities.Add(new(person.Id, new(type, says)));
        if (!known.Tells(new(type, says))) chunk.Shared.Add(new(type, says));
        return true;
    }

    private void PlanValues(ParsedRow row, CustomerFacts person)
    {
        if (row.Fields.Count == 0 || ground.Fields is not { } fields) return;
        var (values, unreadable) = fields.Read(row);
        foreach (var (cell, why) in unreadable)
        {
            var limits = FieldReading.LimitsOf(why);
            Report(row, cell.Column, (byte)(limits is null ? PlanProblem.FieldUnreadable : PlanProblem.FieldOutOfRange), cell.Text, limits, lost: false);
        }
        if (values.Count > 0) chunk.Values.Add(new(row.Number, person.Id, person.Fresh, values));
    }

    private string? OwnerOf(ParsedRow row)
    {
        if (row.Owner is not { } name) return null;
        var members = ground.MembersNamed(name);
        if (members.Count == 1) return CustomerFacts.Text(members[0]);
        var problem = members.Count == 0 ? PlanProblem.OwnerUnknown : PlanProblem.OwnerAmbiguous;
        Report(row, ground.Column(ColumnRole.Owner), (byte)problem, name, null, lost: false);
        return null;
    }

    private void PlanTags(ParsedRow row, long customer)
    {
        if (row.Tags.Count == 0) return;
        var wanted = new List<(Tag Tag, ParsedTag Written)>(row.Tags.Count);
        foreach (var written in row.Tags)
        {
            var hit = ground.Tags.Find(written);
            if (hit.Unknown) chunk.Unknown.Add((written, row.Number));
            if (hit.Tag is { } tag)
            {
                if (!wanted.Exists(w => w.Tag.Id == tag.Id)) wanted.Add((tag, written));
                continue;
            }
            chunk.Counts.TagsSkipped++;
            if (hit.Problem != 0) ReportTag(row, written, hit.Problem);
        }
        foreach (var (tag, written) in WithoutContradictions(row, wanted)) PlanTag(row, customer, tag, written);
    }

    private void PlanTag(ParsedRow row, long customer, Tag tag, ParsedTag written)
    {
        var result = session.Decide(new TagOrder(customer, tag.Id, Row: row.Number));
        if (result.Written)
        {
            known.Changed(customer);
            chunk.Counts.TagsAdded++;
            if (result.ReplacedTagId != 0) chunk.Counts.TagsReplaced++;
            return;
        }
        if (result.Skip == TagSkip.AlreadyThere)
        {
            chunk.Counts.TagsThere++;
            return;
        }
        chunk.Counts.TagsSkipped++;
        ReportTag(row, written, result.Skip switch
        {
            TagSkip.StageBackwards => PlanProblem.StageBackwards,
            TagSkip.Archived or TagSkip.UnknownTag => PlanProblem.TagArchived,
            TagSkip.NotVisible or TagSkip.SomebodyElsesPersonalTag => PlanProblem.TagHidden,
            _ => PlanProblem.TagLocked,
        });
    }

    /// <summary>Two tags of an exclusive group in one row: neither, or the one the operator's choice names.</summary>
    private List<(Tag Tag, ParsedTag Written)> WithoutContradictions(ParsedRow row, List<(Tag Tag, ParsedTag Written)> wanted)
    {
        if (wanted.Count < 2) return wanted;
        foreach (var group in wanted.Where(w => w.Tag.Slot < 0).GroupBy(w => w.Tag.Slot).Where(g => g.Count() > 1).ToList())
        {
            var kept = ground.Choices.Contradictions switch { ExclusiveClash.TakeFirst => group.First().Tag, ExclusiveClash.TakeLast => group.Last().Tag, _ => null };
            wanted = wanted.FindAll(w => w.Tag.Slot != group.Key || w.Tag == kept);
            chunk.Counts.TagsSkipped += group.Count() - (kept is null ? 0 : 1);
            if (kept is null)
                Report(row, ground.Column(group.First().Written), (byte)PlanProblem.ExclusiveTags, string.Join('、', group.Select(w => w.Tag.Name)), null, lost: false);
        }
        return wanted;
    }

    private void ReportTag(ParsedRow row, ParsedTag written, PlanProblem problem)
    {
        var near = problem is PlanProblem.TagUnknown or PlanProblem.TagAmbiguous ? ground.Tags.NearLabel(written) : "";
        Report(row, ground.Column(written), (byte)problem, written.Group is { } group ? $"{group}：{written.Name}" : written.Name, near, lost: false);
    }

    private void Report(ParsedRow row, int column, byte code, string value, string? suggestion, bool lost) =>
        chunk.Problems.Add(new(row.Number, column, code, RowProblem.Cut(value), RowProblem.Cut(suggestion), lost));

    private static ColumnRole FirstKey(ParsedRow row) => row.OneId is not null ? ColumnRole.OneId : RowMatch.Keys(row).First().Role;
}
