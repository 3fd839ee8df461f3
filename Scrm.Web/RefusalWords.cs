using Scrm.Core;
using Scrm.Core.Team;
using Scrm.Web.Team;

namespace Scrm.Web;

/// <summary>A refusal as one sentence an operator can act on. Each slice adds a line for its own enum.</summary>
public static class RefusalWords
{
    public static string Of(Refusal refusal) => refusal.Why switch
    {
        TeamRefusal why => TeamText.Refused(why, refusal.Values),
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal.Why, "A refusal without words"),
    };
}
