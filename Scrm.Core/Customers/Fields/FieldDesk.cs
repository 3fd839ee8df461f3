using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Audit;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Customers.Fields;

/// <summary>A field in the list of the settings, and how many customers have a value of it.</summary>
public sealed record FieldRow(FieldSpec Field, long Filled);

/// <summary>The definitions: made, changed, ordered, put away and brought back by Admin.</summary>
public sealed partial class FieldDesk(IDbContextFactory<ScrmDbContext> contexts, TimeProvider clock)
{
    /// <summary>SQLite and PostgreSQL have room for more columns; nobody has time for more fields.</summary>
    public const int Most = 300;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The active fields, for everybody who sees customers.</summary>
    public async Task<IReadOnlyList<FieldSpec>> ActiveAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return [.. (await FieldBook.LoadAsync(db, cancel)).Active];
    }

    /// <summary>Archived ones too, for programs that bring their own words for them.</summary>
    public async Task<IReadOnlyList<FieldSpec>> AllAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return (await FieldBook.LoadAsync(db, cancel)).All;
    }

    /// <summary>All fields with the number of their values; empty for whoever may not change them.</summary>
    public async Task<IReadOnlyList<FieldRow>> ListAsync(Scope who, CancellationToken cancel)
    {
        if (!MayDefine(who)) return [];
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var book = await FieldBook.LoadAsync(db, cancel);
        var filled = await FieldStore.FilledAsync(db, book.All, cancel);
        return [.. book.All.Select(f => new FieldRow(f, filled.GetValueOrDefault(f.Id)))];
    }

    public async Task<Outcome<int>> CreateAsync(FieldDraft draft, Scope who, CancellationToken cancel)
    {
        if (!MayDefine(who)) return new Refusal(FieldRefusal.NotAllowed, draft.Name);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await BeginAsync(db, cancel);
        var created = await AddAsync(db, draft, who, cancel);
        if (created.Refused is { } no) return no;
        await transaction.CommitAsync(cancel);
        return created.Value!.Id;
    }

    /// <summary>Adds the definition and its column inside the caller's transaction, which <see cref="BeginAsync"/> began.</summary>
    internal async Task<Outcome<FieldDefinition>> AddAsync(ScrmDbContext db, FieldDraft draft, Scope who, CancellationToken cancel)
    {
        var (book, ground) = (await FieldBook.LoadAsync(db, cancel), await FieldGround.LoadAsync(db, cancel));
        if (book.All.Count >= Most) return new Refusal(FieldRefusal.TooMany, draft.Name, Most);
        var read = await DraftReader.ReadAsync(db, draft, null, book, ground, cancel);
        if (read.Refused is { } no) return no;
        var key = draft.Key.Trim().ToLowerInvariant();
        if (key.Length > 0 && !KeyForm().IsMatch(key)) return new Refusal(FieldRefusal.KeyUnreadable, draft.Name, key);
        if (book.Find(key) is not null) return new Refusal(FieldRefusal.KeyTaken, draft.Name, key);
        var field = new FieldDefinition { Key = key.Length > 0 ? key : FreeKey(book), Type = draft.Type, CreatedAt = Now, Position = book.All.Select(f => f.Position + 1).DefaultIfEmpty(0).Max() };
        Apply(read.Value!, field);
        db.FieldDefinitions.Add(field);
        db.AuditEntries.Add(AuditTrail.Entry(Now, who.Actor, AuditAct.FieldEdited, 0, detail: $"+ {field.Name}"));
        await db.SaveChangesAsync(cancel);
        await FieldStore.AddColumnAsync(db, field.Id, field.Type, cancel);
        if (field.Unique) await FieldStore.AddIndexAsync(db, field.Id, field.Type, cancel);
        return field;
    }

    /// <summary>Writes the draft over the version that was read; key and type stay.</summary>
    public Task<Outcome> EditAsync(int id, int version, FieldDraft draft, Scope who, CancellationToken cancel) => ChangeAsync(id, who, async (db, field, book) =>
    {
        if (field.Version != version) return new(FieldRefusal.DefinitionChanged, field.Name);
        var old = FieldSpec.Of(field);
        var read = await DraftReader.ReadAsync(db, draft with { Type = field.Type }, old, book, await FieldGround.LoadAsync(db, cancel), cancel);
        if (read.Refused is { } no) return no;
        Apply(read.Value!, field);
        if (field.Unique && !old.Unique) await FieldStore.AddIndexAsync(db, id, field.Type, cancel);
        if (!field.Unique && old.Unique) await FieldStore.DropIndexAsync(db, id, cancel);
        return null;
    }, cancel);

    /// <summary>How many customers have a value outside the limits that the draft names: they keep it until it is written again. Or why the limits cannot be.</summary>
    public async Task<Outcome<long>> OutsideAsync(int id, FieldDraft draft, Scope who, CancellationToken cancel)
    {
        if (!MayDefine(who)) return new Refusal(FieldRefusal.NotAllowed, draft.Name);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if ((await FieldBook.LoadAsync(db, cancel)).Find(id) is not { } field) return new Refusal(FieldRefusal.Gone, "");
        var limited = FieldLimit.Of(draft with { Name = field.Name, Type = field.Type });
        if (limited.Refused is { } no) return no;
        return await FieldStore.OutsideAsync(db, field with { Minimum = FieldLimit.Read(limited.Value!.Minimum), Maximum = FieldLimit.Read(limited.Value.Maximum) }, cancel);
    }

    /// <summary>Puts the field before another one (0 = at the end) and under a heading; null leaves the heading.</summary>
    public Task<Outcome> MoveAsync(int id, int beforeId, string? group, Scope who, CancellationToken cancel) => ChangeAsync(id, who, async (db, field, book) =>
    {
        var ids = book.All.Select(f => f.Id).Where(f => f != id).ToList();
        var at = ids.IndexOf(beforeId);
        ids.Insert(at < 0 ? ids.Count : at, id);
        field.Group = group ?? field.Group;
        foreach (var other in await db.FieldDefinitions.ToListAsync(cancel)) other.Position = ids.IndexOf(other.Id);
        return null;
    }, cancel);

    /// <summary>The values stay and are shown nowhere.</summary>
    public Task<Outcome> ArchiveAsync(int id, Scope who, CancellationToken cancel) => ChangeAsync(id, who, (_, field, book) =>
    {
        if (NeededBy(book, id) is { } needed) return Task.FromResult<Refusal?>(new(FieldRefusal.NeededBy, field.Name, needed));
        field.Archived = true;
        return Task.FromResult<Refusal?>(null);
    }, cancel);

    public Task<Outcome> RestoreAsync(int id, Scope who, CancellationToken cancel) => ChangeAsync(id, who, async (db, field, _) =>
    {
        field.Archived = false;
        var doubled = field.Unique ? await FieldStore.DoubledAsync(db, FieldSpec.Of(field), cancel) : 0;
        return doubled > 0 ? new(FieldRefusal.NotUniqueNow, field.Name, doubled) : null;
    }, cancel);

    /// <summary>Real deletion, only where no value was ever written.</summary>
    public Task<Outcome> DeleteAsync(int id, Scope who, CancellationToken cancel) => ChangeAsync(id, who, async (db, field, book) =>
    {
        if (NeededBy(book, id) is { } needed) return new(FieldRefusal.NeededBy, field.Name, needed);
        var spec = FieldSpec.Of(field);
        if ((await FieldStore.FilledAsync(db, [spec], cancel))[id] > 0 || await db.FieldChanges.AnyAsync(c => c.DefinitionId == id, cancel)) return new(FieldRefusal.HasValues, field.Name);
        db.FieldDefinitions.Remove(field);
        await FieldStore.DropColumnAsync(db, id, cancel);
        return null;
    }, cancel);

    public static bool MayDefine(Scope who) => who.MayManageTeam;

    /// <summary>A write transaction in which nobody else defines fields: two who add one name at once come one after the other.</summary>
    internal static async Task<Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction> BeginAsync(ScrmDbContext db, CancellationToken cancel)
    {
        var transaction = await Bulk.BeginAsync(db, cancel);
        if (db.Database.IsNpgsql()) await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({DefinitionsLock})", cancel);
        return transaction;
    }

    private const long DefinitionsLock = 7_270_003;

    private async Task<Outcome> ChangeAsync(int id, Scope who, Func<ScrmDbContext, FieldDefinition, FieldBook, Task<Refusal?>> change, CancellationToken cancel)
    {
        if (!MayDefine(who)) return Outcome.No(FieldRefusal.NotAllowed, "");
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await BeginAsync(db, cancel);
        if (await db.FieldDefinitions.SingleOrDefaultAsync(f => f.Id == id, cancel) is not { } field) return Outcome.No(FieldRefusal.Gone, "");
        var name = field.Name;
        if (await change(db, field, await FieldBook.LoadAsync(db, cancel)) is { } no) return no;
        db.AuditEntries.Add(AuditTrail.Entry(Now, who.Actor, AuditAct.FieldEdited, id, detail: name == field.Name ? name : $"{name} → {field.Name}"));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Outcome.Done;
    }

    private static void Apply(FieldDraft read, FieldDefinition field)
    {
        (field.Name, field.Group, field.Meaning, field.Unique, field.Default) = (read.Name, read.Group, read.Meaning, read.Unique, read.Default);
        (field.Minimum, field.Maximum) = (read.Minimum, read.Maximum);
        (field.EditableBy, field.ReviewDays, field.IsRenewal) = (read.EditableBy, read.ReviewDays, read.IsRenewal);
        (field.Options, field.Transitions) = (FieldJson.Options.Write(read.Options), FieldJson.Steps.Write(read.Steps));
        (field.RequiredWhen, field.VisibleWhen) = (FieldJson.When(read.RequiredWhen), FieldJson.When(read.VisibleWhen));
    }

    private static string? NeededBy(FieldBook book, int id)
    {
        var names = book.Active.Where(f => f.Id != id && f.Conditions.Any(t => !t.OnTags && t.Field == id)).Select(f => f.Name).ToList();
        return names.Count == 0 ? null : string.Join('、', names);
    }

    private static string FreeKey(FieldBook book) => Enumerable.Range(book.All.Count + 1, Most + 1).Select(n => $"field_{n}").First(k => book.Find(k) is null);

    [GeneratedRegex("^[a-z][a-z0-9_]{0,39}$")]
    private static partial Regex KeyForm();
}
