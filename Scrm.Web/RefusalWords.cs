using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Events;
using Scrm.Core.Import.Sheets;
using Scrm.Core.Import;
using Scrm.Core.Tags;
using Scrm.Core.Team;
using Scrm.Core;
using Scrm.Web.Customers;
using Scrm.Web.Events;
using Scrm.Web.Imports;
using Scrm.Web.Tags;
using Scrm.Web.Team;

using Scrm.Core.Forecast;
using Scrm.Core.Lifecycle;
using Scrm.Core.Rights;
using Scrm.Core.Sources;
using Scrm.Web.Forecast;
using Scrm.Web.Lifecycle;
using Scrm.Web.Rights;
using Scrm.Web.Sources;

namespace Scrm.Web;

/// <summary>A refusal as one sentence an operator can act on. Each slice adds a line for its own enum.</summary>
public static class RefusalWords
{
    public static string Of(Refusal refusal) => refusal.Why switch
    {
        BatchRefusal why => BatchText.Refused(why, refusal.Values),
        TagRefusal why => TagsWords.Refused(why, refusal.Values),
        BulkRefusal why => CustomerRefusals.Of(why, refusal.Values),
        RelationRefusal why => RelationText.Refused(why, refusal.Values),
        CustomerRefusal why => CustomerRefusals.Of(why, refusal.Values),
        FieldRefusal why => FieldRefusals.Of(why, refusal.Values),
        MergeRefusal why => OneIdRefusals.Of(why, refusal.Values),
        TeamRefusal why => TeamText.Refused(why, refusal.Values),
        EventRefusal why => EventsText.Refused(why, refusal.Values),
        ImportRefusal why => ImportRefusalText.Of(why, refusal.Values),
        FileFault fault => ImportRefusalText.Of(fault, refusal.Values),
        LifecycleRefusal why => StageText.Refused(why),
        ForecastRefusal => ForecastText.NotAllowed,
        SourceRefusal why => SourceText.Refused(why, refusal.Values),
        RightsRefusal why => RightsText.Refused(why, refusal.Values),
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal.Why, "A refusal without words"),
    };
}
