using System.Globalization;

namespace Scrm.Web.Controls;

/// <summary>Money, kept in cents, as people read it: ¥1,234.50, without cents where there are none.</summary>
public static class MoneyText
{
    public static string Of(long cents)
    {
        var amount = Math.Abs(cents);
        var text = (amount / 100m).ToString(amount % 100 == 0 ? "#,0" : "#,0.00", CultureInfo.InvariantCulture);
        return cents < 0 ? $"-¥{text}" : $"¥{text}";
    }
}
