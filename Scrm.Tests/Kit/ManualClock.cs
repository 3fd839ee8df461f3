namespace Scrm.Tests.Kit;

/// <summary>A clock that stands still until it is moved.</summary>
public sealed class ManualClock : TimeProvider
{
    private DateTimeOffset now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    public DateTime Now => now.UtcDateTime;

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan by) => now += by;
}
