using System.Reflection;
using Scrm.Web.Customers;

namespace Scrm.Tests.House;

public sealed class EnumWordsTests
{
    /// <summary>Whatever turns one value of an enum into words must know all of them: a new value without words ends a page with an error.</summary>
    [Fact]
    public void Every_value_of_an_enum_has_words_wherever_one_of_them_has()
    {
        var sayers = typeof(CustomerText).Assembly.GetTypes().Where(t => t is { IsAbstract: true, IsSealed: true })
            .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Where(m => m.ReturnType == typeof(string) && !m.IsGenericMethod && m.GetParameters() is [{ ParameterType: { IsEnum: true } one }] && !one.IsDefined(typeof(FlagsAttribute))).ToList();
        Assert.True(sayers.Count > 10);

        Sources.None(from sayer in sayers
                     from object value in Enum.GetValues(sayer.GetParameters()[0].ParameterType)
                     where Silent(sayer, value)
                     select $"{sayer.DeclaringType!.Name}.{sayer.Name}({value.GetType().Name}.{value})");
    }

    private static bool Silent(MethodInfo sayer, object value)
    {
        try
        {
            return sayer.Invoke(null, [value]) is not string;
        }
        catch (TargetInvocationException fault) when (fault.InnerException is ArgumentOutOfRangeException)
        {
            return true;
        }
    }
}
