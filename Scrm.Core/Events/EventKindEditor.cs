using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Audit;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Events;

public sealed record KindRow(KnownKind Kind, int Version);

public sealed record KindDraft(string Name, EventDirection Direction, string Icon, IReadOnlyList<KindProperty> Properties);

/// <summary>The company's own kinds of events. Built-in ones are shown and never change. For admins.</summary>
public sealed partial class EventKindEditor(IDbContextFactory<ScrmDbContext> contexts, TimeProvider clock)
{
    public const int LongestName = 30;
    public const int MostProperties = 20;
    private const int MostChoices = 50;
    private const int LongestChoice = 60;

    /// <summary>The icons offered; any other name is refused.</summary>
    public static readonly IReadOnlyList<string> Icons =
    [
        "bolt", "star", "favorite", "event", "school", "card_giftcard", "local_shipping", "restaurant", "spa", "directions_car", "medical_services", "home_repair_service",
        "fitness_center", "celebration", "handshake", "qr_code_scanner", "play_circle", "download", "quiz", "payments", "schedule", "location_on", "photo_camera", "mic",
    ];

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task<IReadOnlyList<KindRow>> ListAsync(Scope who, CancellationToken cancel)
    {
        if (!who.MayManageTeam) return [];
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var versions = await db.EventKinds.ToDictionaryAsync(k => k.Id, k => k.Version, cancel);
        return [.. (await EventKindBook.LoadAsync(db, cancel)).All.Select(k => new KindRow(k, versions.GetValueOrDefault(k.Id)))];
    }

    /// <summary>How many events there are of each kind. Of many millions that takes seconds, so it is asked for by itself.</summary>
    public async Task<IReadOnlyDictionary<int, int>> CountAsync(Scope who, CancellationToken cancel)
    {
        if (!who.MayManageTeam) return new Dictionary<int, int>();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.CustomerEvents.GroupBy(e => e.KindId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
    }

    public async Task<Outcome<int>> AddAsync(KindDraft draft, Scope who, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        var (tidy, refused) = await TidyAsync(db, draft, 0, who, cancel);
        if (refused is not null) return refused;
        var id = Math.Max(EventKind.FirstCustom, (await db.EventKinds.MaxAsync(k => (int?)k.Id, cancel) ?? 0) + 1);
        db.EventKinds.Add(new EventKind
        {
            Id = id, Code = $"custom.{id}", Name = tidy.Name, Direction = tidy.Direction, Icon = tidy.Icon, Properties = KindProperty.Write(tidy.Properties),
        });
        await SaveAsync(db, id, tidy.Name, who, cancel);
        await transaction.CommitAsync(cancel);
        return id;
    }

    /// <summary>The direction stays as it is: what was counted by it stays counted.</summary>
    public async Task<Outcome> EditAsync(int id, int version, KindDraft draft, Scope who, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        var (tidy, refused) = await TidyAsync(db, draft, id, who, cancel);
        if (refused is not null) return refused;
        if (await db.EventKinds.SingleOrDefaultAsync(k => k.Id == id, cancel) is not { } kind) return Outcome.No(EventRefusal.Gone);
        if (kind.Version != version) return Outcome.No(EventRefusal.ChangedMeanwhile);
        (kind.Name, kind.Icon, kind.Properties) = (tidy.Name, tidy.Icon, KindProperty.Write(tidy.Properties));
        await SaveAsync(db, id, tidy.Name, who, cancel);
        await transaction.CommitAsync(cancel);
        return Outcome.Done;
    }

    /// <summary>An archived kind takes no more events; those that are there stay.</summary>
    public async Task<Outcome> ArchiveAsync(int id, bool archived, Scope who, CancellationToken cancel)
    {
        if (!who.MayManageTeam) return Outcome.No(EventRefusal.NotAllowed);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.EventKinds.SingleOrDefaultAsync(k => k.Id == id, cancel) is not { } kind) return Outcome.No(EventRefusal.Gone);
        kind.Archived = archived;
        await SaveAsync(db, id, kind.Name, who, cancel);
        return Outcome.Done;
    }

    private async Task SaveAsync(ScrmDbContext db, int id, string name, Scope who, CancellationToken cancel)
    {
        db.AuditEntries.Add(AuditTrail.Entry(Now, who.Actor, AuditAct.EventKindEdited, id, detail: name));
        await db.SaveChangesAsync(cancel);
    }

    private static async Task<(KindDraft Tidy, Refusal? Refused)> TidyAsync(ScrmDbContext db, KindDraft draft, int id, Scope who, CancellationToken cancel)
    {
        var tidy = draft with
        {
            Name = Folding.Fold(draft.Name),
            Properties = [.. draft.Properties.Select(p => p with
            {
                Key = p.Key.Trim() is { Length: > 0 } key ? key : KeyOf(p.Name), Name = Folding.Fold(p.Name), Choices = p.Type == PropertyType.Choice ? Choices(p) : null,
            })],
        };
        if (!who.MayManageTeam) return (tidy, new(EventRefusal.NotAllowed));
        if (tidy.Name.Length is 0 or > LongestName) return (tidy, new(EventRefusal.NameLength, LongestName));
        if ((await EventKindBook.LoadAsync(db, cancel)).Named(tidy.Name) is { } other && other.Id != id) return (tidy, new(EventRefusal.NameTaken, tidy.Name));
        if (!Icons.Contains(tidy.Icon)) return (tidy, new(EventRefusal.IconForm));
        return (tidy, PropertiesRefused(tidy.Properties));
    }

    private static Refusal? PropertiesRefused(IReadOnlyList<KindProperty> properties)
    {
        if (properties.Count > MostProperties) return new(EventRefusal.TooManyProperties, MostProperties);
        if (properties.FirstOrDefault(p => !KeyForm().IsMatch(p.Key) || p.Name.Length is 0 or > LongestName) is { } bad) return new(EventRefusal.PropertyForm, bad.Key.Length > 0 ? bad.Key : bad.Name);
        if (properties.GroupBy(p => p.Key).FirstOrDefault(g => g.Count() > 1) is { } twice) return new(EventRefusal.PropertyTwice, twice.Key);
        if (properties.FirstOrDefault(p => p is { Type: PropertyType.Choice, Choices.Count: 0 }) is { } none) return new(EventRefusal.ChoicesMissing, none.Name);
        return properties.FirstOrDefault(p => p.Choices is { } c && (c.Count > MostChoices || c.Any(x => x.Length > LongestChoice))) is { } many ? new(EventRefusal.ChoicesTooMany, many.Name) : null;
    }

    /// <summary>For whoever has no name for programs in mind: the initials of the name, 车型 becomes "cx".</summary>
    private static string KeyOf(string name)
    {
        var letters = string.Concat(Pinyin.Initials(name).Select(c => c == ' ' ? '_' : c).Where(c => c == '_' || char.IsAsciiLetterOrDigit(c)).Take(30));
        return letters.Length == 0 || char.IsAsciiLetter(letters[0]) ? letters : $"p{letters}";
    }

    private static List<string> Choices(KindProperty property) => [.. (property.Choices ?? []).Select(Folding.Fold).Where(c => c.Length > 0).Distinct()];

    [GeneratedRegex("^[a-z][a-z0-9_]{0,39}$")]
    private static partial Regex KeyForm();
}
