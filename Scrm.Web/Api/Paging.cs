using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Scrm.Web.Api;

/// <summary>One page of a list and where the next one begins; no next: that was all.</summary>
internal sealed record Listed<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>A place in a list, opaque to callers: the list's name and the numbers of the last row given.</summary>
internal static class Cursor
{
    private const int Usual = 50;
    private const int Most = 200;

    public static int Limit(int? asked) => Math.Clamp(asked ?? Usual, 1, Most);

    public static string Write(string list, params long[] place) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes($"{list}:{string.Join(',', place)}"));

    /// <summary>The numbers, or null at the beginning of the list.</summary>
    public static long[]? Read(string list, int numbers, string? cursor)
    {
        if (string.IsNullOrEmpty(cursor)) return null;
        if (cursor.Length <= 200 && Base64Url.IsValid(cursor) && Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor)).Split(':') is [var name, var place] && name == list)
        {
            var parts = place.Split(',');
            var read = parts.Select(p => long.TryParse(p, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n : (long?)null).OfType<long>().ToArray();
            if (read.Length == parts.Length && read.Length == numbers) return read;
        }
        throw new ApiRefused(StatusCodes.Status400BadRequest, "api.cursor-unreadable", ApiText.CursorUnreadable);
    }

    /// <summary>A page of a list that is in memory as a whole: what follows the last row given, or its place where that row is gone.</summary>
    public static Listed<T> PageOf<T>(string list, IReadOnlyList<T> all, Func<T, long> id, int? limit, string? cursor)
    {
        var (take, from) = (Limit(limit), 0);
        if (Read(list, 2, cursor) is [var place, var last])
        {
            var at = all.Index().Where(r => id(r.Item) == last).Select(r => r.Index + 1).FirstOrDefault();
            from = at > 0 ? at : (int)Math.Clamp(place, 0, all.Count);
        }
        var rows = all.Skip(from).Take(take + 1).ToList();
        return rows.Page(take, end => Write(list, from + take - 1, id(end)));
    }

    /// <summary>A page of rows that were asked for one more than <paramref name="limit"/>.</summary>
    public static Listed<T> Page<T>(this IReadOnlyList<T> rows, int limit, Func<T, string> after) =>
        rows.Count > limit ? new([.. rows.Take(limit)], after(rows[limit - 1])) : new(rows, null);
}
