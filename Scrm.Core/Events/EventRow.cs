using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Scrm.Core.Database;

namespace Scrm.Core.Events;

/// <summary>An event ready for the table, in its columns' own units.</summary>
internal readonly record struct EventRow(EventDraft Draft, KnownKind Kind, ResolvedPerson Person, long OccurredAt, string Key)
{
    public static EventRow Of(EventDraft draft, KnownKind kind, ResolvedPerson person, DateTime now) =>
        new(draft, kind, person, Clamped(draft.OccurredAt, now), draft.Key.Length > 0 ? draft.Key : Derived(draft, person.IdentityId));

    /// <summary>A clock that runs ahead of ours is set back to now.</summary>
    public static long Clamped(DateTime at, DateTime now) => UnixMilliseconds.ToStore(at < now ? at : now);

    public static DateTime MomentOf(long stored) => UnixMilliseconds.FromStore(stored);

    /// <summary>Everything the event says, in the order of time: the same again gives the same key. By the moment given, so that a corrected one does not change it.</summary>
    private static string Derived(EventDraft draft, long identity)
    {
        var said = string.Join('\u001f', draft.Subject, draft.Text, draft.Properties, Number(draft.Quantity), Number(draft.Amount), Number(draft.Seconds), Number(draft.MemberId));
        var digest = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(said)).AsSpan(0, 8));
        return string.Create(CultureInfo.InvariantCulture, $"~{UnixMilliseconds.ToStore(draft.OccurredAt):x11}.{draft.KindId}.{identity:x}.{digest}");
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
