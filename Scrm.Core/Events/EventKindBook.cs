using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;

namespace Scrm.Core.Events;

/// <summary>All kinds of events as they stood at one moment: the built-in ones and the company's own.</summary>
public sealed class EventKindBook
{
    private readonly Dictionary<int, KnownKind> byId;
    private readonly Dictionary<string, KnownKind> byName;

    private EventKindBook(IEnumerable<KnownKind> custom)
    {
        All = [.. BuiltInKinds.All, .. custom];
        byId = All.ToDictionary(k => k.Id);
        byName = [];
        foreach (var kind in All.OrderBy(k => k.Archived))
            foreach (var name in new[] { kind.Code, kind.Name, kind.EnglishName }) byName.TryAdd(Folding.Key(name), kind);
    }

    /// <summary>In the order in which lists show them.</summary>
    public IReadOnlyList<KnownKind> All { get; }

    /// <summary>The ids of kinds that count as an interaction, for SQL: "1,2,3".</summary>
    internal string Interactions => string.Join(',', All.Where(k => k.IsInteraction).Select(k => k.Id));

    internal string Inbound => string.Join(',', All.Where(k => k.Direction == EventDirection.Inbound).Select(k => k.Id));

    public static async Task<EventKindBook> LoadAsync(ScrmDbContext db, CancellationToken cancel) =>
        Of(await db.EventKinds.AsNoTracking().Where(k => k.Id >= EventKind.FirstCustom).OrderBy(k => k.Id).ToListAsync(cancel));

    internal static EventKindBook Of(IEnumerable<EventKind> custom) =>
        new(custom.Select(k => new KnownKind(k.Id, k.Code, k.Name, k.Name, k.Direction, k.Icon, KindProperty.Read(k.Properties), Archived: k.Archived)));

    public KnownKind? Find(int id) => byId.GetValueOrDefault(id);

    /// <summary>The kind of an event that is there; kinds are archived, never deleted.</summary>
    public KnownKind Of(int id) => byId[id];

    /// <summary>By code or by name in either language, as a file or a program says it: "page_view", "浏览页面".</summary>
    public KnownKind? Named(string text) => byName.GetValueOrDefault(Folding.Key(text));
}
