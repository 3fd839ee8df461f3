using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Scrm.Core.Team;

/// <summary>What an API key may do; a key carries one or more.</summary>
[Flags]
public enum ApiScopes { None = 0, TagsRead = 1, TagsWrite = 2, CustomersRead = 4, CustomersWrite = 8, Imports = 16, Exports = 32, Events = 64, Fields = 128 }

/// <summary>A key for programs. Only its SHA-256 is kept; the prefix lets people tell keys apart.</summary>
public sealed class ApiKey
{
    public long Id { get; private set; }
    public string Name { get; set; } = "";
    public string Prefix { get; set; } = "";
    public string Hash { get; set; } = "";
    public ApiScopes Scopes { get; set; }
    public long CreatedBy { get; set; }
    public DateTime CreatedAt { get; set; }
    public DateTime ExpiresAt { get; set; } = BusinessTime.Never;
    public DateTime LastUsedAt { get; set; } = BusinessTime.Never;
    public DateTime RevokedAt { get; set; } = BusinessTime.Never;
}

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> key)
    {
        key.ToTable("api_keys");
        key.Property(k => k.Name).HasMaxLength(60);
        key.Property(k => k.Hash).HasMaxLength(64);
        key.HasIndex(k => k.Hash).IsUnique();
    }
}
