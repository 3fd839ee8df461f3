using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Tags;

/// <summary>
/// One operation on the dictionary: a context with a write transaction, who acts and when, and the history lines it leaves.
/// A batch brings its own context and transaction, which it ends itself.
/// </summary>
internal sealed class DictionaryDesk(ScrmDbContext db, IDbContextTransaction? transaction, Scope who, DateTime now, long batch = 0) : IAsyncDisposable
{
    public ScrmDbContext Db => db;
    public Scope Who => who;
    public DateTime Now => now;

    /// <summary>The batch that acts, or 0.</summary>
    public long Batch => batch;

    public static async Task<DictionaryDesk> OpenAsync(IDbContextFactory<ScrmDbContext> contexts, TimeProvider clock, Scope who, CancellationToken cancel)
    {
        var db = await contexts.CreateDbContextAsync(cancel);
        return new(db, await Bulk.BeginAsync(db, cancel), who, clock.GetUtcNow().UtcDateTime);
    }

    /// <summary>The group, held until the end: nobody else edits it, adds tags to it or changes its mode meanwhile.</summary>
    public async Task<TagGroup?> GroupAsync(int id, CancellationToken cancel)
    {
        await HoldAsync("tag_groups", id, cancel);
        return await db.TagGroups.SingleOrDefaultAsync(g => g.Id == id, cancel);
    }

    /// <summary>The tag and its group, both held until the end.</summary>
    public async Task<(Tag Tag, TagGroup Group)?> TagAsync(int id, CancellationToken cancel)
    {
        var groupId = await db.Tags.Where(t => t.Id == id).Select(t => t.GroupId).SingleOrDefaultAsync(cancel);
        if (await GroupAsync(groupId, cancel) is not { } group) return null;
        await HoldAsync("tags", id, cancel);
        return await db.Tags.SingleOrDefaultAsync(t => t.Id == id && t.GroupId == group.Id, cancel) is { } tag ? (tag, group) : null;
    }

    /// <summary>Null where this person may change the group; "gone" where they may not even see it.</summary>
    public Refusal? Guard(TagGroup group) => !TagPolicy.MaySee(group, who) ? new(TagRefusal.Gone)
        : TagPolicy.MayEdit(group, who) ? null : new(TagRefusal.NotAllowed, group.Name);

    public void Log(DictionaryAct act, TagGroup? group, Tag? tag, string field = "", string old = "", string fresh = "", string? subject = null) =>
        db.DictionaryChanges.Add(new()
        {
            At = now, ActorKind = who.Actor.Kind, ActorId = who.Actor.Id, Act = act, GroupId = group?.Id ?? 0, TagId = tag?.Id ?? 0,
            Subject = subject ?? tag?.Name ?? group?.Name ?? "", Field = field, Old = old, New = fresh, BatchId = batch,
        });

    /// <summary>Saves without ending the transaction, for ids that later rows need.</summary>
    public Task<Refusal?> SaveAsync(string name, CancellationToken cancel) => TryAsync(name, () => db.SaveChangesAsync(cancel));

    public Task<Refusal?> CommitAsync(string name, CancellationToken cancel) => TryAsync(name, async () =>
    {
        await db.SaveChangesAsync(cancel);
        if (transaction is not null) await transaction.CommitAsync(cancel);
    });

    public async ValueTask DisposeAsync()
    {
        if (transaction is null) return;
        await transaction.DisposeAsync();
        await db.DisposeAsync();
    }

    /// <summary>Two who write one name, or one row, at the same moment: the later one is refused, not broken.</summary>
    private static async Task<Refusal?> TryAsync(string name, Func<Task> save)
    {
        try
        {
            await save();
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new(TagRefusal.ChangedMeanwhile, name, Array.Empty<Clash>());
        }
        catch (DbUpdateException e) when (e.InnerException is SqliteException { SqliteErrorCode: 19 } or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return new(TagRefusal.NameTaken, name, null!);
        }
    }

    private async Task HoldAsync(string table, long id, CancellationToken cancel)
    {
        if (!db.Database.IsNpgsql()) return;
        await using var hold = Bulk.Command(db, $"SELECT id FROM {table} WHERE id = @id FOR UPDATE", ("id", id));
        await hold.ExecuteNonQueryAsync(cancel);
    }
}

/// <summary>What names, texts and colours of the dictionary must be.</summary>
internal static partial class DictionaryText
{
    public const int LongestText = 500;

    /// <summary>Trimmed, folded and short enough, or the reason why not.</summary>
    public static Outcome<string> Name(string? typed, int longest = Tag.LongestName)
    {
        var name = Folding.Fold(typed);
        if (name.Length == 0) return new Refusal(TagRefusal.NameMissing);
        return name.Length > longest ? new Refusal(TagRefusal.NameTooLong, longest) : name;
    }

    public static Refusal? Text(string? text) => text?.Length > LongestText ? new(TagRefusal.TextTooLong, LongestText) : null;

    public static Refusal? Color(string? color) => color is null || Hex().IsMatch(color) ? null : new(TagRefusal.ColorUnknown);

    [GeneratedRegex("^#[0-9a-fA-F]{6}$")]
    private static partial Regex Hex();
}
