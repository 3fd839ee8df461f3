using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Core.Tags;

namespace Scrm.Core.Rights;

/// <summary>Collects what is kept of one person and of those who became part of them.</summary>
internal sealed class PersonReader(ScrmDbContext db, IReadOnlyList<long> ids)
{
    private Dictionary<long, string> members = [];
    private Dictionary<int, string> sources = [];

    public async Task<PersonFileBook> ReadAsync(long id, DateTime now, CancellationToken cancel)
    {
        members = await db.Members.AsNoTracking().ToDictionaryAsync(m => m.Id, m => m.Name, cancel);
        sources = await db.Sources.AsNoTracking().ToDictionaryAsync(s => s.Id, s => s.Name, cancel);
        var book = await TagBook.LoadAsync(db, cancel);
        var fields = await FieldBook.LoadAsync(db, cancel);
        var (values, changes) = await FieldsAsync(id, fields, cancel);
        var (relations, turns) = await RelationsAsync(cancel);
        return new(now, await CardAsync(id, cancel), await IdentitiesAsync(cancel), await TagsAsync(book, cancel), await TagChangesAsync(book, cancel), values, changes, relations, turns,
            await OrdersAsync(cancel), await EventsAsync(cancel), await MergesAsync(cancel),
            await db.Predictions.Where(p => p.CustomerId == id).Select(p => new PersonForecast(p.Alive, p.Next30, p.Next90, p.At)).FirstOrDefaultAsync(cancel));
    }

    private async Task<PersonCard> CardAsync(long id, CancellationToken cancel)
    {
        var c = await db.Customers.AsNoTracking().SingleAsync(x => x.Id == id, cancel);
        return new(c.Id, c.Name, c.Phone, c.MemberNo, c.ExternalId, c.Gender, c.Company, c.Region, c.Remark, c.Source, Member(c.OwnerId), c.AddedAt, c.Consent, c.ConsentSource, c.ConsentAt,
            c.Stage, c.StageByHand, c.Tier, c.Rfm, c.OrderCount, c.SpentTotal, c.Points, c.LastInboundAt, c.LastInteractionAt, [.. ids.Where(i => i != id)]);
    }

    private async Task<IReadOnlyList<PersonIdentity>> IdentitiesAsync(CancellationToken cancel) =>
        await db.CustomerIdentities.Where(i => ids.Contains(i.CustomerId) && i.Type != IdentityType.OneId).OrderBy(i => i.Type).ThenBy(i => i.Id)
            .Select(i => new PersonIdentity(i.Type, i.Value, i.Verified, i.Source, i.FirstSeen, i.LastSeen)).ToListAsync(cancel);

    private async Task<IReadOnlyList<PersonTag>> TagsAsync(TagBook book, CancellationToken cancel)
    {
        var rows = await db.TagAssignments.AsNoTracking().Where(a => ids.Contains(a.CustomerId)).OrderBy(a => a.Since).ToListAsync(cancel);
        return [.. rows.Select(a => (Row: a, Tag: book.Tag(a.TagId))).Where(a => a.Tag is not null).Select(a => new PersonTag(book.GroupOf(a.Tag!).Name, a.Tag!.Name, a.Row.Since, a.Row.Expires))];
    }

    private async Task<IReadOnlyList<PersonTagChange>> TagChangesAsync(TagBook book, CancellationToken cancel)
    {
        var rows = await db.TagChanges.AsNoTracking().Where(c => ids.Contains(c.CustomerId)).OrderBy(c => c.Id).ToListAsync(cancel);
        return [.. rows.Select(c => (Row: c, Tag: book.Tag(c.TagId)))
            .Select(c => new PersonTagChange(c.Row.At, c.Row.Kind == TagChangeKind.Removed, c.Tag is null ? "" : book.GroupOf(c.Tag).Name, c.Tag?.Name ?? "", c.Row.Reason))];
    }

    private async Task<(IReadOnlyList<PersonField>, IReadOnlyList<PersonFieldChange>)> FieldsAsync(long id, FieldBook fields, CancellationToken cancel)
    {
        var ground = await FieldGround.LoadAsync(db, cancel);
        var own = (await FieldStore.ValuesAsync(db, fields.All, [id], cancel)).GetValueOrDefault(id) ?? [];
        var changes = await db.FieldChanges.AsNoTracking().Where(c => ids.Contains(c.CustomerId)).OrderBy(c => c.Id).ToListAsync(cancel);
        string Shown(FieldChange c, string kept) => fields.Find(c.DefinitionId) is { } field ? FieldValue.Plain(field, kept, ground) : Said(c.Field, kept);
        return ([.. fields.All.Where(f => own.ContainsKey(f.Id)).Select(f => new PersonField(f.Name, FieldValue.Plain(f, own[f.Id], ground)))],
            [.. changes.Select(c => new PersonFieldChange(c.At, c.DefinitionId == 0 ? c.Field : null, fields.Find(c.DefinitionId)?.Name ?? "", Shown(c, c.Old), Shown(c, c.New)))]);
    }

    private string Said(CustomerField detail, string kept) => detail switch
    {
        CustomerField.Owner => Member(FieldText.OwnerId(kept)),
        CustomerField.Gender => Word<Gender>(kept),
        CustomerField.Consent => Word<ConsentState>(kept),
        CustomerField.Stage => Word<LifecycleStage>(kept),
        CustomerField.AddedAt when long.TryParse(kept, out var at) => $"{UnixMilliseconds.FromStore(at):yyyy-MM-dd'T'HH:mm:ss'Z'}",
        _ => kept,
    };

    private static string Word<T>(string kept) where T : struct, Enum => Enum.TryParse<T>(kept, out var value) ? JsonNamingPolicy.CamelCase.ConvertName($"{value}") : kept;

    private async Task<(IReadOnlyList<PersonRelation>, IReadOnlyList<PersonRelationChange>)> RelationsAsync(CancellationToken cancel)
    {
        var now = await db.Relations.AsNoTracking().Where(r => ids.Contains(r.CustomerId)).OrderBy(r => r.AddedAt).ToListAsync(cancel);
        var turns = await db.RelationChanges.AsNoTracking().Where(r => ids.Contains(r.CustomerId)).OrderBy(r => r.Id).ToListAsync(cancel);
        return ([.. now.Select(r => new PersonRelation(Member(r.MemberId), r.State, r.AddedAt, r.EndedAt, r.Remark, r.Description, r.AddWay))],
            [.. turns.Select(Turn)]);
    }

    private PersonRelationChange Turn(RelationChange turn)
    {
        var then = RelationSnapshot.Read(turn.Snapshot);
        return new(turn.At, Member(turn.MemberId), turn.State, Member(turn.ToMemberId), turn.Reason, [.. then.Tags.Select(t => $"{t.Group}: {t.Name}")], then.Stage);
    }

    private async Task<IReadOnlyList<PersonOrder>> OrdersAsync(CancellationToken cancel)
    {
        var orders = await db.CustomerOrders.AsNoTracking().Where(o => ids.Contains(o.CustomerId)).OrderBy(o => o.PaidAt).ToListAsync(cancel);
        var mine = db.CustomerOrders.Where(o => ids.Contains(o.CustomerId)).Select(o => o.Id);
        var lines = (await db.OrderLines.AsNoTracking().Where(l => mine.Contains(l.OrderId)).ToListAsync(cancel)).ToLookup(l => l.OrderId);
        var refunds = (await db.OrderRefunds.AsNoTracking().Where(r => mine.Contains(r.OrderId)).ToListAsync(cancel)).ToLookup(r => r.OrderId);
        return [.. orders.Select(o => new PersonOrder(o.Number, Source(o.SourceId), o.PaidAt, o.Amount, o.Refunded, o.Status,
            [.. lines[o.Id].OrderBy(l => l.Position).Select(l => new PersonOrderLine(l.Product, l.Quantity, l.Amount))],
            [.. refunds[o.Id].OrderBy(r => r.At).Select(r => new PersonRefund(r.At, r.Amount, r.Reason))]))];
    }

    private async Task<IReadOnlyList<PersonEvent>> EventsAsync(CancellationToken cancel)
    {
        var kinds = await EventKindBook.LoadAsync(db, cancel);
        var rows = await db.CustomerEvents.AsNoTracking().Where(e => ids.Contains(e.CustomerId)).OrderBy(e => e.OccurredAt).ToListAsync(cancel);
        return [.. rows.Select(e => (Row: e, Kind: kinds.Of(e.KindId)))
            .Select(e => new PersonEvent(e.Row.OccurredAt, e.Kind.Code, e.Kind, Source(e.Row.SourceId), e.Row.Subject, e.Row.Quantity, e.Row.Amount, e.Row.Seconds, e.Row.Text, e.Row.Properties))];
    }

    private async Task<IReadOnlyList<PersonMerge>> MergesAsync(CancellationToken cancel) =>
        await db.CustomerMerges.Where(m => ids.Contains(m.SurvivorId) || ids.Contains(m.AbsorbedId)).OrderBy(m => m.Id)
            .Select(m => new PersonMerge(m.At, m.SurvivorId, m.AbsorbedId, m.UndoneAt > BusinessTime.Never)).ToListAsync(cancel);

    private string Member(long id) => members.GetValueOrDefault(id, "");

    private string Source(int id) => sources.GetValueOrDefault(id, "");
}
