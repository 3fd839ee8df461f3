using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Audit;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Rights;

/// <summary>Everything that is kept of one person, in one zip: JSON for programs and a page to read.</summary>
public sealed class PersonExport(IDbContextFactory<ScrmDbContext> contexts, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new Moments() },
    };

    /// <summary>Null where there is no such customer within reach. The audit line is written with the answer.</summary>
    public async Task<Outcome<PersonFileBook>?> ReadAsync(long id, Scope who, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!await CustomerQuery.InScope(db, who).AnyAsync(c => c.Id == id, cancel)) return null;
        if (!who.MayExport) return new Refusal(RightsRefusal.NotAllowed);
        var now = clock.GetUtcNow().UtcDateTime;
        var book = await new PersonReader(db, await CustomerRoot.FamilyAsync(db, id, cancel)).ReadAsync(id, now, cancel);
        db.AuditEntries.Add(AuditTrail.Entry(now, who.Actor, AuditAct.PersonExported, id, book.Events.Count + book.Orders.Count));
        await db.SaveChangesAsync(cancel);
        return book;
    }

    /// <summary>Writes the zip; <paramref name="page"/> makes the readable page of it.</summary>
    public static async Task WriteAsync(Stream output, PersonFileBook book, Func<PersonFileBook, string> page, CancellationToken cancel)
    {
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        await using (var json = zip.CreateEntry("person.json").Open()) await JsonSerializer.SerializeAsync(json, book, Json, cancel);
        await using var html = new StreamWriter(zip.CreateEntry("person.html").Open());
        await html.WriteAsync(page(book).AsMemory(), cancel);
    }

    /// <summary>A moment that stands for "never" is null.</summary>
    private sealed class Moments : JsonConverter<DateTime>
    {
        public override DateTime Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options)
        {
            if (value == BusinessTime.Never) writer.WriteNullValue();
            else writer.WriteStringValue(value);
        }
    }
}
