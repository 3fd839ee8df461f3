using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Customers;

/// <summary>The tags of two customers on one: all of them, and in an exclusive group the newest. Through the ledger, like every change of tags.</summary>
internal static class MergeTags
{
    public static async Task UniteAsync(ScrmDbContext db, TagBook book, MergeCause cause, long to, long from, CancellationToken cancel)
    {
        var standing = await TagStore.StandingAsync(db, [to, from], cancel);
        var session = Session(book, cause.Actor, cause.Now, TagSource.CustomerMerge, standing);
        foreach (var (key, theirs) in standing.Where(s => s.Key.Customer == from).OrderBy(s => s.Key.Slot).ToList())
        {
            var place = (to, key.Slot);
            var ours = session.At(place);
            var wins = ours is not { } there || (there.TagId != theirs.TagId && theirs.Since > there.Since);
            session.TakeOff(key, theirs);
            if (!wins) continue;
            if (ours is { } replaced) session.TakeOff(place, replaced, theirs.TagId);
            session.PutOn(place, theirs, ours?.TagId ?? 0);
        }
        await session.SaveAsync(db, cancel);
    }

    /// <summary>Puts both back as they were; places changed since go by the choices.</summary>
    public static async Task PartAsync(ScrmDbContext db, TagBook book, MergeCause cause, MergeRecord record, CustomerImage stands,
        IReadOnlyDictionary<string, LaterChoice> later, CancellationToken cancel)
    {
        var (to, from) = (record.Survivor.Id, record.Absorbed.Id);
        var session = Session(book, cause.Actor, cause.Now, TagSource.Undo, await TagStore.StandingAsync(db, [to, from], cancel));
        foreach (var slot in stands.Tags.Concat(record.After.Tags).Concat(record.Survivor.Tags).Concat(record.Absorbed.Tags).Select(t => t.Slot).Distinct().Order())
        {
            LaterChoice? choice = later.TryGetValue(LaterEdit.Tag(slot), out var given) ? given : null;
            if (choice != LaterChoice.Keep) Put(session, book, to, slot, record.Survivor.Tag(slot));
            Put(session, book, from, slot, choice == LaterChoice.Move ? stands.Tag(slot) : record.Absorbed.Tag(slot));
        }
        await session.SaveAsync(db, cancel);
    }

    /// <summary>Gives a place of a customer exactly this tag, or none.</summary>
    private static void Put(TagSession session, TagBook book, long customer, long slot, StoredTag? wanted)
    {
        // The tag may have been merged or have got another place in the dictionary meanwhile.
        var tag = wanted is null ? null : book.Resolve(wanted.TagId);
        var place = (customer, tag?.Slot ?? slot);
        Standing? fresh = tag is null ? null : wanted!.Standing with { TagId = tag.Id };
        if (session.At(place) == fresh) return;
        if (session.At(place) is { } there) session.TakeOff(place, there, tag?.Id ?? 0);
        if (fresh is { } back) session.PutOn(place, back);
    }

    private static TagSession Session(TagBook book, Actor actor, DateTime now, TagSource source, Dictionary<(long Customer, long Slot), Standing> standing) =>
        new(book, new TagCause(new Scope(actor, Role.Admin, 0, []), source, now), standing);
}
