using Scrm.Core.Team;

namespace Scrm.Web.Controls;

/// <summary>The height of a row of long lists in pixels, which scrolling must know before a row is drawn; tokens.css has the same as --row.</summary>
internal static class RowHeight
{
    public static int Of(SignedIn? me) => me?.Density == MemberBook.Comfortable ? 44 : 36;
}
