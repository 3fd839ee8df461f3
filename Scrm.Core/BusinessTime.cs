namespace Scrm.Core;

/// <summary>The company's zone. The store is UTC; days begin and end where the company works.</summary>
public sealed record BusinessTime(TimeZoneInfo Zone)
{
    public const string DefaultZone = "Asia/Shanghai";

    /// <summary>"Never" in the store: columns of moments are not null, because a nullable range costs many times more.</summary>
    public static readonly DateTime Never = DateTime.UnixEpoch;

    public static BusinessTime Of(string zone) =>
        new(TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : TimeZoneInfo.CreateCustomTimeZone("UTC+8", TimeSpan.FromHours(8), "UTC+8", "UTC+8"));

    public DateTime ToLocal(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Zone);

    /// <summary>The moment, in UTC, at which a day begins where the company works.</summary>
    public DateTime Begins(DateOnly day) => ToUtc(day.ToDateTime(TimeOnly.MinValue));

    /// <summary>The first moment, in UTC, that is no longer of that day; of the last day there can be, its last moment.</summary>
    public DateTime Ends(DateOnly day) => day < DateOnly.MaxValue ? Begins(day.AddDays(1)) : ToUtc(DateTime.MaxValue);

    /// <summary>A local time of the zone as UTC; a time skipped by daylight saving moves forward by the gap.</summary>
    public DateTime ToUtc(DateTime local)
    {
        var wall = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        return Zone.IsInvalidTime(wall) ? TimeZoneInfo.ConvertTimeToUtc(wall.AddHours(1), Zone) : TimeZoneInfo.ConvertTimeToUtc(wall, Zone);
    }
}
