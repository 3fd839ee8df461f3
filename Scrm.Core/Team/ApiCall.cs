using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Scrm.Core.Team;

/// <summary>A creating call of a program that named itself, so that the same call again is answered and not done twice.</summary>
public sealed class ApiCall
{
    public const int LongestName = 200;

    public long KeyId { get; init; }

    /// <summary>The name the program gave the call (its Idempotency-Key).</summary>
    public string Name { get; init; } = "";

    /// <summary>SHA-256 of method, address and body.</summary>
    public string Request { get; init; } = "";
    public DateTime At { get; init; }

    /// <summary>The HTTP status answered; 0 while the call is at work, or was cut off.</summary>
    public int Status { get; init; }
    public string ContentType { get; init; } = "";
    public string Location { get; init; } = "";
    public string Answer { get; init; } = "";
}

internal sealed class ApiCallConfiguration : IEntityTypeConfiguration<ApiCall>
{
    public void Configure(EntityTypeBuilder<ApiCall> call)
    {
        call.ToTable("api_calls");
        call.HasKey(c => new { c.KeyId, c.Name });
        call.Property(c => c.Name).HasMaxLength(ApiCall.LongestName);
        call.Property(c => c.Request).HasMaxLength(64);
        call.HasIndex(c => c.At);
    }
}
