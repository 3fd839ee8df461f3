using Scrm.Core.Team;

namespace Scrm.Tests.Kit;

/// <summary>A box one can look into: tests of the core need no keys.</summary>
internal sealed class OpenBox : ISecretBox
{
    public string Seal(string secret) => $"box:{secret}";

    public string? Open(string box) => box.StartsWith("box:", StringComparison.Ordinal) ? box[4..] : null;
}
