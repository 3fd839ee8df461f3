using System.Globalization;

namespace Scrm.Bench;

/// <summary>One order of the file: customer, moment in milliseconds, number of things, cents, and a number of its own that repeats in the same way every time.</summary>
internal readonly record struct OrderOfFile(string Customer, long At, long Things, long Cents, string Number)
{
    public static IEnumerable<OrderOfFile> Read(string file)
    {
        var times = new Dictionary<string, int>();
        foreach (var text in File.ReadLines(file).Skip(1))
        {
            var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length != 4) continue;
            var cents = (long)(decimal.Parse(parts[3], CultureInfo.InvariantCulture) * 100);
            var at = new DateTimeOffset(DateTime.ParseExact(parts[1], "yyyyMMdd", CultureInfo.InvariantCulture), TimeSpan.FromHours(8)).ToUnixTimeMilliseconds();
            var key = $"{parts[0]}-{parts[1]}-{cents}";
            times[key] = times.GetValueOrDefault(key) + 1;
            yield return new(parts[0], at, long.Parse(parts[2], CultureInfo.InvariantCulture), cents, $"{key}-{times[key]}");
        }
    }
}

/// <summary>What the orders of one person come to.</summary>
internal sealed class Buyer(long id, long identity, string number)
{
    public long Id => id;
    public long Identity => identity;
    public string Number => number;
    public long First { get; private set; } = long.MaxValue;
    public long Last { get; private set; }
    public int Orders { get; private set; }
    public long Spent { get; private set; }

    public void Add(OrderOfFile order) =>
        (First, Last, Orders, Spent) = (Math.Min(First, order.At), Math.Max(Last, order.At), Orders + 1, Spent + order.Cents);
}
