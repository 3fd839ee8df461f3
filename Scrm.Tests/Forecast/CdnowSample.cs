using System.Globalization;
using Scrm.Core.Forecast;
using Scrm.Tests.House;

namespace Scrm.Tests.Forecast;

/// <summary>The papers' own sample; a missing file is an error.</summary>
internal static class CdnowSample
{
    public static readonly DateOnly CalibrationEnd = new(1997, 9, 30);
    public static readonly DateOnly End = new(1998, 6, 30);

    public static IReadOnlyList<IReadOnlyList<DateOnly>> Orders { get; } =
        [.. File.ReadLines(Path.Combine(Sources.Root, "Scrm.Tests", "Forecast", "Data", "CDNOW_sample.txt"))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(parts => parts.Length == 5)
            .GroupBy(parts => parts[1])
            .Select(orders => (IReadOnlyList<DateOnly>)[.. orders.Select(o => DateOnly.ParseExact(o[2], "yyyyMMdd", CultureInfo.InvariantCulture))])];

    public static IReadOnlyList<BuyingHistory> Calibration { get; } = [.. Orders.Select(o => BuyingHistory.Of(o, CalibrationEnd)).OfType<BuyingHistory>()];

    /// <summary>Days with an order after the calibration, customer by customer.</summary>
    public static IReadOnlyList<int> Later { get; } = [.. Orders.Select(o => o.Where(d => d > CalibrationEnd).Distinct().Count())];
}
