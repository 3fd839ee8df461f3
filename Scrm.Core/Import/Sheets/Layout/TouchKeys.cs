using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Scrm.Core.Import.Sheets;

/// <summary>
/// Gives every order and event of a file its key. The rows pass from the file's beginning each time, so that the same row gets the same key
/// in a plan, in the import, after a crash and in the same file next month.
/// </summary>
internal static class TouchKeys
{
    /// <summary>Longer than this, what tells two apart is kept as a digest.</summary>
    private const int Longest = 80;

    public static IEnumerable<ParsedRow> Give(IEnumerable<ParsedRow> rows, LayoutKind kind)
    {
        var (times, numbers, current) = (new Dictionary<ulong, int>(), new HashSet<ulong>(), "");
        foreach (var row in rows)
        {
            if (row.Touch is not { Broken: false } touch)
            {
                yield return row;
            }
            else if (touch.Number is { } number)
            {
                var apart = number != current && !numbers.Add(Hash(number)) && kind == LayoutKind.Orders;
                current = number;
                yield return row with { Touch = touch with { Key = number, Split = apart } };
            }
            else
            {
                yield return row with { Touch = touch with { Key = kind == LayoutKind.Orders ? OrderKey(row, touch, times) : EventKey(row, touch) } };
            }
        }
    }

    /// <summary>Whether the rows are lines of one order.</summary>
    public static bool Together(ParsedRow above, ParsedRow below) =>
        below.Touch is { Number: { } number, Split: false } && above.Touch?.Number == number;

    /// <summary>64 bits of a text: few enough to keep for every row of a file.</summary>
    public static ulong Hash(string text) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    // Several orders of one customer on one day are several orders, and the same amount twice is two.
    private static string OrderKey(ParsedRow row, ParsedTouch touch, Dictionary<ulong, int> times)
    {
        var key = Fit(string.Create(CultureInfo.InvariantCulture, $"{Who(row)}-{Moment(touch)}-{touch.Amount ?? touch.LineAmount}"));
        var hash = Hash(key);
        times[hash] = times.GetValueOrDefault(hash) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{key}-{times[hash]}");
    }

    // The same event twice is one event.
    private static string EventKey(ParsedRow row, ParsedTouch touch)
    {
        var said = string.Join('\u001f', Folding.Key(touch.Kind), touch.Subject, touch.Text, touch.Amount, touch.Quantity, touch.Seconds);
        return string.Create(CultureInfo.InvariantCulture, $"{Fit($"{Moment(touch)}-{Who(row)}")}-{Hash(said):x16}");
    }

    private static string Who(ParsedRow row) => row.MemberNo ?? row.ExternalId ?? row.Phone ?? row.OneId ?? "";

    private static string Moment(ParsedTouch touch) => touch.At is not { } at ? ""
        : at.ToString(at.TimeOfDay == TimeSpan.Zero ? "yyyyMMdd" : "yyyyMMddHHmmss", CultureInfo.InvariantCulture);

    private static string Fit(string key) => key.Length <= Longest ? key : $"{key[..(Longest - 17)]}-{Hash(key):x16}";
}
