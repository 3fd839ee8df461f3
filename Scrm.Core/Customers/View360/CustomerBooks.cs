using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Core.Forecast;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Customers;

/// <summary>What nearly never changes and every page about a customer needs: the dictionary, kinds of events, fields, who works here, the company's zone, the last fit.</summary>
internal sealed record KnownBooks(
    TagBook Tags, EventKindBook Kinds, FieldBook Fields, IReadOnlyDictionary<long, MemberName> Members, BusinessTime Time, ModelFit? Fit)
{
    public FieldGround Ground { get; } = new(Time, [.. Members.Values.OrderBy(m => m.Id).Select(m => new FieldMember(m.Id, m.Name, m.Enabled))]);


    public string NameOf(long member) => Members.TryGetValue(member, out var known) ? known.Name : "";

    public ActorName NameOf(ActorKind kind, long id) => new(kind, kind == ActorKind.Member ? NameOf(id) : "");
}

/// <summary>Keeps those in memory: one statement says whether anybody has changed them, and only then they are read again.</summary>
public sealed class CustomerBooks(TagBooks tags)
{
    private const string Versions = """
        SELECT (SELECT count(*) FROM dictionary_changes), (SELECT coalesce(max(id), 0) FROM dictionary_changes), (SELECT coalesce(max(id), 0) FROM tags),
            (SELECT coalesce(sum(version + 1), 0) FROM event_kinds), (SELECT coalesce(sum(version + 1), 0) FROM members),
            (SELECT count(*) FROM field_definitions), (SELECT coalesce(sum(version), 0) FROM field_definitions), (SELECT coalesce(max(id), 0) FROM field_definitions),
            (SELECT coalesce(max(id), 0) FROM model_fits), (SELECT max(zone) FROM company)
        """;

    private volatile Kept? kept;

    internal async Task<KnownBooks> ReadAsync(ScrmDbContext db, CancellationToken cancel)
    {
        var now = await VersionAsync(db, cancel);
        var dictionary = await tags.ReadAsync(db, now.Tags, cancel);
        if (kept is { } known && known.Version == now) return ReferenceEquals(known.Books.Tags, dictionary) ? known.Books : known.Books with { Tags = dictionary };
        var members = await db.Members.AsNoTracking().Select(m => new MemberName(m.Id, m.Name, m.DepartmentId, m.Enabled)).ToDictionaryAsync(m => m.Id, cancel);
        var books = new KnownBooks(dictionary, await EventKindBook.LoadAsync(db, cancel), await FieldBook.LoadAsync(db, cancel), members, BusinessTime.Of(now.Zone),
            await db.ModelFits.AsNoTracking().OrderByDescending(f => f.Id).FirstOrDefaultAsync(cancel));
        kept = new(books, now);
        return books;
    }

    private static async Task<Version> VersionAsync(ScrmDbContext db, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        await using var command = Bulk.Command(db, Versions);
        await using var row = await command.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        return new(new(Number(row, 0), Number(row, 1), Number(row, 2)), Number(row, 3), Number(row, 4), (Number(row, 5), Number(row, 6), Number(row, 7)), Number(row, 8),
            await row.IsDBNullAsync(9, cancel) ? BusinessTime.DefaultZone : row.GetString(9));
    }

    private static long Number(DbDataReader row, int column) => Convert.ToInt64(row.GetValue(column), CultureInfo.InvariantCulture);

    private sealed record Version(BookVersion Tags, long Kinds, long Members, (long Count, long Edits, long Last) Fields, long Fit, string Zone);

    private sealed record Kept(KnownBooks Books, Version Version);
}
