using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Events;

/// <summary>Follows tracked links: where to, and who came.</summary>
public sealed class LinkClicks(IDbContextFactory<ScrmDbContext> contexts, LinkSigner signer, EventWriter writer, TimeProvider clock)
{
    // A browser that asks twice for one tap is one click.
    private const long OneTap = 3000;

    public async Task<string?> TargetAsync(string code, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.TrackedLinks.Where(l => l.Code == code && l.Enabled).Select(l => l.Url).SingleOrDefaultAsync(cancel);
    }

    /// <summary>Notes a click: of the customer whom the token names, else of the visitor.</summary>
    public async Task NoteAsync(string code, string? token, string visitor, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.TrackedLinks.AsNoTracking().SingleOrDefaultAsync(l => l.Code == code && l.Enabled, cancel) is not { } link) return;
        var stranger = PersonKey.Read(IdentityType.Device, visitor);
        var person = signer.Read(code, token) is { } customer ? PersonKey.Of(customer) : stranger;
        if (person is not { } who) return;
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        var result = await AppendAsync(db, link, who, cancel);
        // The customer was erased meanwhile: somebody came all the same.
        if (!result.Kept && stranger is { } other && other != who) await AppendAsync(db, link, other, cancel);
        await transaction.CommitAsync(cancel);
    }

    private async Task<EventResult> AppendAsync(ScrmDbContext db, TrackedLink link, PersonKey who, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var tap = UnixMilliseconds.ToStore(now) / OneTap;
        var draft = new EventDraft
        {
            KindId = KindId.LinkClick, Person = who, OccurredAt = now, SourceId = link.SourceId, Subject = link.Code, Text = link.Name, MemberId = link.MemberId,
            Key = string.Create(CultureInfo.InvariantCulture, $"link.{link.Code}.{tap:x}.{who.Value}"),
        };
        return (await writer.WriteAsync(db, [draft], new EventCause(Scope.System, IdentitySource.Web, now), cancel))[0];
    }
}
