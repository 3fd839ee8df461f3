using Microsoft.EntityFrameworkCore;
using Scrm.Core.Audit;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Customers.Fields;

/// <summary>Reading and writing the values of one customer's fields.</summary>
public sealed class FieldEditor(IDbContextFactory<ScrmDbContext> contexts, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Null where there is no such customer within reach.</summary>
    public async Task<FieldSheet?> SheetAsync(long customer, Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!await CustomerQuery.InScope(db, scope).AnyAsync(c => c.Id == customer, cancel)) return null;
        var book = await FieldBook.LoadAsync(db, cancel);
        return await new SheetReader(db, book, scope, Now).ReadAsync(customer, cancel);
    }

    /// <summary>
    /// Writes the values together or none of them, and gives the sheet as it stands then. Null where there is no such customer within reach.
    /// Whoever comes second to a value is refused and told both.
    /// </summary>
    public async Task<Outcome<FieldSheet>?> WriteAsync(long customer, IReadOnlyList<FieldEdit> edits, Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        await Tags.TagStore.LockAsync(db, [customer], cancel);
        if (!await CustomerQuery.InScope(db, scope).AnyAsync(c => c.Id == customer, cancel)) return null;
        if (!scope.MayEditCustomers) return new Refusal(FieldRefusal.NotAllowed, "");
        if (edits.Count == 0) return new Refusal(FieldRefusal.NothingToDo, "");
        var book = await FieldBook.LoadAsync(db, cancel);
        var ground = await FieldGround.LoadAsync(db, cancel);
        var (values, unread) = Read(edits, book, ground);
        if (unread is not null) return unread;
        if (await ClashesAsync(db, customer, edits, values, book, ground, cancel) is { Count: > 0 } clashes) return new Refusal(FieldRefusal.ChangedMeanwhile, clashes[0].Name, clashes);
        var result = (await new FieldWriter(db, book, new FieldCause(scope, Now)).WriteAsync([new FieldOrder(customer, values)], cancel))[0];
        if (result.Refused is { } no) return no;
        await transaction.CommitAsync(cancel);
        return await new SheetReader(db, book, scope, Now).ReadAsync(customer, cancel);
    }

    /// <summary>Says that a value is still right: the time until its review begins anew. Null where there is no such customer within reach.</summary>
    public async Task<Outcome?> ConfirmAsync(long customer, int id, Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        await Tags.TagStore.LockAsync(db, [customer], cancel);
        if (!await CustomerQuery.InScope(db, scope).AnyAsync(c => c.Id == customer, cancel)) return null;
        if ((await FieldBook.LoadAsync(db, cancel)).Find(id) is not { Archived: false } field) return Outcome.No(FieldRefusal.Gone, "");
        if (!FieldPolicy.MayEdit(field, scope)) return Outcome.No(FieldRefusal.MayNotEdit, field.Name, field.EditableBy);
        var stands = (await FieldStore.ValuesAsync(db, [field], [customer], cancel)).GetValueOrDefault(customer)?.GetValueOrDefault(id) ?? "";
        if (stands.Length == 0) return Outcome.No(FieldRefusal.NothingToDo, field.Name);
        await FieldStore.WriteAsync(db, [new FieldWrite(customer, field, stands, stands)], scope.Actor, 0, Now, cancel);
        await transaction.CommitAsync(cancel);
        return Outcome.Done;
    }

    /// <summary>The whole number of a phone field, and a line in the audit that says who looked.</summary>
    public async Task<Outcome<string>?> RevealAsync(long customer, int id, Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!await CustomerQuery.InScope(db, scope).AnyAsync(c => c.Id == customer, cancel)) return null;
        if ((await FieldBook.LoadAsync(db, cancel)).Find(id) is not { Type: FieldType.Phone } field) return new Refusal(FieldRefusal.Gone, "");
        if (!scope.MayRevealPhones) return new Refusal(FieldRefusal.NotAllowed, field.Name);
        var kept = (await FieldStore.ValuesAsync(db, [field], [customer], cancel)).GetValueOrDefault(customer)?.GetValueOrDefault(id) ?? "";
        db.AuditEntries.Add(AuditTrail.Entry(Now, scope.Actor, AuditAct.PhoneRevealed, customer, 1, field.Name));
        await db.SaveChangesAsync(cancel);
        return FieldValue.Plain(field, kept, FieldGround.Bare);
    }

    private static (Dictionary<int, string> Values, Refusal? Unread) Read(IReadOnlyList<FieldEdit> edits, FieldBook book, FieldGround ground)
    {
        var values = new Dictionary<int, string>();
        foreach (var edit in edits)
        {
            if (book.Find(edit.Field) is not { } field) return (values, new(FieldRefusal.Gone, ""));
            var read = FieldValue.Parse(field, edit.Raw, ground);
            if (read.Refused is { } no) return (values, no);
            values[field.Id] = read.Value!;
        }
        return (values, null);
    }

    private static async Task<List<ValueClash>> ClashesAsync(
        ScrmDbContext db, long customer, IReadOnlyList<FieldEdit> edits, Dictionary<int, string> mine, FieldBook book, FieldGround ground, CancellationToken cancel)
    {
        var read = edits.Where(e => e.Stamp is not null).Select(e => e.Field).ToList();
        if (read.Count == 0) return [];
        var stamps = await SheetReader.StampsAsync(db, customer, read, cancel);
        var late = edits.Where(e => e.Stamp is { } stamp && stamps.GetValueOrDefault(e.Field) != stamp).Select(e => book.Find(e.Field)!).ToList();
        var theirs = (await FieldStore.ValuesAsync(db, late, [customer], cancel)).GetValueOrDefault(customer) ?? [];
        string Shown(FieldSpec field, string kept) => field.Type == FieldType.Phone ? PhoneMask.Of(kept) : FieldValue.Plain(field, kept, ground);
        return [.. late.Where(f => theirs.GetValueOrDefault(f.Id, "") != mine[f.Id])
            .Select(f => new ValueClash(f.Id, f.Name, Shown(f, mine[f.Id]), Shown(f, theirs.GetValueOrDefault(f.Id, "")), stamps.GetValueOrDefault(f.Id)))];
    }
}
